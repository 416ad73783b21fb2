"""Levers of chapter 8, livelihood: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    "training": Lever("person", "sum", "persons trained a month", "培训人次"),
    "training_gain": Lever("share", "max", "gain of job finding of the trained", "培训求职提升"),
    "placement": Lever("person", "sum", "jobless persons placed a month", "帮扶就业"),
    "retention_refund": Lever("share", "max", "unemployment contributions refunded", "稳岗返还"),
    "internships": Lever("person", "sum", "internships begun a month", "就业见习"),
    "childcare_places": Lever("person", "sum", "infant care places opened a year", "新增普惠托位"),
    "second_child_allowance": Lever("yuan", "sum", "allowance for a second child", "二孩育儿补助"),
    "third_child_allowance": Lever("yuan", "sum", "allowance for a third child", "三孩育儿补助"),
    "old_care_allowance": Lever("yuan", "sum", "monthly allowance for the old in need", "困难老人养老补贴"),
    "minimum_living": Lever("yuan", "sum", "minimum living standard a month", "最低生活保障标准"),
    "disability_allowance": Lever("yuan", "sum", "monthly allowance of the disabled", "残疾人补贴标准"),
    "charity_effort": Lever("index", "sum", "effort to have donations made", "慈善动员力度"),
}
