"""Chapter 8, livelihood: jobs, children, schools, health, homes, the old, and those in need."""

import numpy as np

from sim.policy.item import Item
from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings

PERCENT = 100.0


class LivelihoodLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    training: float = lever("person", "sum", "persons trained a month", "培训人次", by_line="quantity")
    training_cost: float = lever("yuan", "max", "cost of training a person", "培训人均费用")
    training_gain: float = lever("share", "max", "gain of job finding of the trained", "培训求职提升")
    placement: float = lever("person", "sum", "jobless persons placed a month", "帮扶就业")
    retention_refund: float = lever("share", "max", "unemployment contributions refunded", "稳岗返还", by_line="rate")
    internships: float = lever("person", "sum", "internships begun a month", "就业见习", by_line="quantity")
    childcare_places: float = lever("person", "sum", "infant care places opened a year", "新增普惠托位")
    second_child_allowance: float = lever("yuan", "sum", "allowance for a second child", "二孩育儿补助")
    third_child_allowance: float = lever("yuan", "sum", "allowance for a third child", "三孩育儿补助")
    old_care_allowance: float = lever("yuan", "sum", "monthly allowance for the old in need", "困难老人养老补贴")
    minimum_living: float = lever("yuan", "sum", "minimum living standard a month", "最低生活保障标准")
    disability_allowance: float = lever("yuan", "sum", "monthly allowance of the disabled", "残疾人补贴标准")
    charity_effort: float = lever("index", "sum", "effort to have donations made", "慈善动员力度")


ITEMS: dict[str, Item] = {
    "migrant_children_public_share": Item("livelihood", "percent", "Migrant children in public schools",
                                          "随迁子女就读公办学校比例", "clause 50", "cover"),
    "health_checks_done": Item("livelihood", "percent", "Health checks done over those due", "健康体检任务完成率",
                               "clause 51"),
    "medical_trainees": Item("livelihood", "person", "Medical staff sent to provincial hospitals", "省级医院进修医护",
                             "clause 51", "whole"),
    "affordable_housing_started": Item("livelihood", "m2", "Affordable housing begun", "新开工保障性住房", "clause 52",
                                       rest="platforms"),
    "old_estates_renewed": Item("livelihood", "project", "Old estates under renewal", "新开工改造老旧小区", "clause 52",
                                "whole"),
    "old_buildings_renewed": Item("livelihood", "project", "Old buildings under renewal", "新开工改造楼栋", "clause 52",
                                  "whole", rest="platforms"),
    "lifts_added": Item("livelihood", "project", "Lifts added to old homes", "加装电梯", "clause 52", "whole"),
    "dementia_beds_new": Item("livelihood", "bed", "Beds for dementia care", "认知障碍照护床位", "clause 53", "whole"),
    "meal_service_cover": Item("livelihood", "percent", "Communities with meal service", "助餐服务覆盖率", "clause 53",
                               "cover"),
    "care_union_cover": Item("livelihood", "percent", "Subdistricts with a care union", "康养联合体覆盖率", "clause 53",
                             "cover"),
    "disabled_jobs_new": Item("livelihood", "person", "Disabled persons placed in jobs", "新增残疾人就业", "clause 54",
                              "whole"),
    "autism_children_aided": Item("livelihood", "person", "Autistic children aided", "康复救助孤独症儿童", "clause 54",
                                  "whole"),
    "charity_projects": Item("livelihood", "project", "Charity projects", "慈善项目", "clause 54", "record"),
    "disability_allowances_paid": Item("livelihood", "percent", "Entitled persons who receive disability allowances",
                                       "残疾人两项补贴发放率", "clause 54", "cover"),
    "injury_insured": Item("livelihood", "person", "Platform workers insured against work injury",
                           "新业态人员工伤参保", "clause 48"),
}  # fmt: skip


def m48_employment(m: Settings, act: Act) -> None:
    """Training, placement and internships bring people into jobs; firms that keep staff are refunded. Clause 48."""
    act.grow_monthly(training=m.trained, placement=m.assisted_jobs, internships=m.internships)
    act.switch_on(training_gain=m.training_match_gain, training_cost=m.training_cost)
    act.grow(retention_refund=m.stabilisation_refund)
    act.plan(injury_insured=m.platform_workers_insured)


def m49_childcare(m: Settings, act: Act) -> None:
    """Infant care places let parents look for work; families with a second or third child are paid once. Clause 49."""
    act.grow(childcare_places=m.childcare_places, second_child_allowance=m.second_child_allowance,
             third_child_allowance=m.third_child_allowance)


def m50_schooling(m: Settings, act: Act) -> None:
    """Places in public schools are opened until the planned part of migrant children has one. Clause 50."""
    for_one_percent = m.migrant_children * m.school_place_cost / PERCENT
    act.plan(migrant_children_public_share=(PERCENT * m.migrant_public_share, for_one_percent))


def m51_health_care(m: Settings, act: Act) -> None:
    """Insured residents are checked free of charge and medical staff is sent to provincial hospitals. Clause 51."""
    act.plan(health_checks_done=(PERCENT, m.checkups_planned * m.checkup_cost / PERCENT),
             medical_trainees=(m.medical_trainees, m.training_cost))


def m52_housing(m: Settings, act: Act) -> None:
    """Affordable homes and the renewal of old estates are begun, lifts are added. Clause 52."""
    act.plan(affordable_housing_started=(m.affordable_housing, m.housing_cost * m.paid_in_year),
             old_estates_renewed=m.old_estates, old_buildings_renewed=(m.old_buildings, m.building_cost),
             lifts_added=(m.lifts, m.lift_subsidy))


def m53_elderly_care(m: Settings, act: Act) -> None:
    """Beds, meals and care unions are set up, and the old in need are paid an allowance. Clause 53.

    A share of subdistricts is planned in whole ones.
    """
    places = max(act.subdistricts, 1)
    unions = np.ceil(m.care_union_cover * act.subdistricts - 1e-09)
    act.plan(dementia_beds_new=(m.dementia_beds, m.bed_cost), meal_service_cover=(PERCENT * m.meal_cover, m.meal_cost),
             care_union_cover=(PERCENT * unions / places, m.union_cost * act.subdistricts / PERCENT))
    act.grow(old_care_allowance=m.care_allowance)


def m54_social_assistance(m: Settings, act: Act) -> None:
    """The poor and the disabled are supported, the disabled placed, charity is promoted. Clause 54."""
    act.grow(minimum_living=m.minimum_living_standard, disability_allowance=m.disability_allowance, charity_effort=1.0)
    act.grow_monthly(placement=m.disabled_jobs)
    act.plan(disabled_jobs_new=m.disabled_jobs, autism_children_aided=(m.autism_children, m.autism_cost),
             charity_projects=(m.charity_projects, m.charity_cost))
    act.put(plan_disability_allowances_paid=PERCENT * min(act.strength, 1.0))


MEASURES = (
    m48_employment,
    m49_childcare,
    m50_schooling,
    m51_health_care,
    m52_housing,
    m53_elderly_care,
    m54_social_assistance,
)
