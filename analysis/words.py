"""All wording of charts and tables, in both languages: rungs, rounding, number formats, sentences.

Why one place: a chance must read the same in a title, a table and a label.
Numbers come first and words second, because readers differ in what they take
a word to mean. Source: IPCC cut points for the five rungs; the outer steps
(1 and 99 %) are dropped, the model does not know the tails that well.
"""

import math
from dataclasses import dataclass

from analysis.score_words import RECORDS_AND_SCORES

ZH, EN = "zh", "en"
LANGUAGES = (ZH, EN)
MINUS = "\u2212"
YI, WAN = 1e8, 1e4
STEP, FINE_STEP, FINE_HALF_WIDTH = 0.05, 0.01, 0.025
ZERO_HITS_BOUND = 3.0  # rule of three: 0 hits in n draws still allow a chance of 3/n
TINY = 1e-9
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ADMINISTRATIVE = ("delivery", "schedule", "input", "rule")


@dataclass(frozen=True)
class Rung:
    """One of five words for a chance; `floor` belongs to the rung."""

    floor: float
    zh: str
    en: str
    short_zh: str
    short_en: str
    colour: str


RUNGS = (
    Rung(0.90, "很可能达标", "very likely to be met", "很可能\n达标", "very\nlikely", "#0b5394"),
    Rung(0.66, "较有可能达标", "likely to be met", "较有可能达标", "likely", "#4a90c2"),
    Rung(0.33, "达标与否难分", "about as likely as not", "达标与否难分", "as likely as not", "#e5e5e5"),
    Rung(0.10, "较难达标", "unlikely to be met", "较难达标", "unlikely", "#bf812d"),
    Rung(0.00, "很难达标", "very unlikely to be met", "很难\n达标", "very\nunlikely", "#8c510a"),
)

UNITS = {  # unit: (after a number in zh, after a number in en)
    "percent": ("%", "%"), "share": ("%", "%"), "person": ("人", " people"), "household": ("户", " households"),
    "job": ("个岗位", " jobs"), "enterprise": ("家", " firms"), "project": ("个项目", " projects"),
    "event": ("场", " events"), "mu": ("亩", " mu"), "tce": ("吨标准煤", " tce"), "kWh": ("千瓦时", " kWh"),
    "m3": ("立方米", " m³"), "kW": ("千瓦", " kW"), "m2": ("平方米", " m²"), "kg": ("公斤", " kg"),
    "km": ("公里", " km"), "bed": ("张床位", " beds"), "month": ("个月", " months"), "day": ("天", " days"),
    "year": ("年", " years"), "1": ("", ""), "index": ("", ""), "usd": ("美元", " US dollars"),
}

KINDS = {
    "market": ("市场结果类", "Market outcomes"), "administrative": ("行政推进类", "Administrative delivery"),
    "delivery": ("交付任务", "Delivery"), "schedule": ("进度安排", "Schedule"),
    "input": ("投入承诺", "Input commitment"), "rule": ("规则", "Rule"), "all": ("全部", "All"),
}

TEXT = {
    "kind_count": ("{kind}{total}项中模拟达标中位数{mid}项（九成在{low}—{high}项）",
                   "{kind}: median {mid} of {total} met (90% range {low}-{high})"),
    "join": ("；", "; "),
    "ladder_subtitle": (
        "各目标达标概率（%）；横线为95%蒙特卡洛区间，底色为五档用语\n情景“{scenario}”；{n}次抽样",
        "Chance of meeting each target, %; bar = 95% Monte Carlo interval, shading = five rungs\n"
        'Scenario "{scenario}"; n = {n} draws'),
    **RECORDS_AND_SCORES,
    "ladder_axis": ("达标概率（%）", "Chance of being met, %"),
    "not_built": ("另有{count}项目标的机制尚未建模，不给概率，见数据表。",
                  "{count} further targets have no mechanism yet and get no number; they are in the data table."),
    "ladder_alt": ("概率阶梯，{count}项目标。最高：{top}。最低：{bottom}。五档由高到低各{rungs}项。",
                   "Probability ladder of {count} targets. Highest: {top}. Lowest: {bottom}. "
                   "Per rung from the top: {rungs}."),
    "goal_title": ("{name}：在本模型中{target}的概率{p}（{interval}），{rung}{edge}",
                   "{name}: {p} chance of {target} in this model ({interval}), {rung}{edge}"),
    "series_title": ("{name}：模拟路径", "{name}: simulated path"),
    "industry": ("规上工业增加值累计增速", "Above-scale industrial value added"),
    "industry_subtitle": (
        "累计同比（%，可比价），{year}年，1—2月合并；阴影为30%、60%、90%的模拟\n情景“{scenario}”；{n}次模拟",
        "Cumulative year-on-year growth, %, real, {year}, Jan-Feb as one; shading = 30, 60 and 90% of runs\n"
        'Scenario "{scenario}"; n = {n} runs'),
    "jobs": ("城镇新增就业（登记）", "Registered new urban employment"),
    "jobs_subtitle": (
        "年内累计（人），{year}年，1—2月合并；阴影为30%、60%、90%的模拟\n情景“{scenario}”；{n}次模拟",
        "Cumulative since January, people, {year}, Jan-Feb as one; shading = 30, 60 and 90% of runs\n"
        'Scenario "{scenario}"; n = {n} runs'),
    "starts": ("新建项目累计开工率", "New projects started"),
    "starts_title": ("新建项目：年末计划开工{plan}，模拟中位数{mid}（九成在{low}—{high}）",
                     "New projects: plan {plan} started by year-end, median {mid} (90% range {low}-{high})"),
    "starts_subtitle": (
        "累计开工率（%），{year}年；阴影为30%、60%、90%的模拟\n情景“{scenario}”；{n}次模拟",
        "Share of new projects started, %, {year}; shading = 30, 60 and 90% of runs\n"
        'Scenario "{scenario}"; n = {n} runs'),
    "fan_note": ("阴影为逐月区间，不代表同一条路径始终在内；不含模型外误差，故比全年达标概率所依据的分布窄。",
                 "Shading is month by month: no single path need stay inside. It leaves out error outside the model "
                 "and is narrower than the spread behind the annual chance."),
    "fan_alt": ("{name}逐月扇形图，单位{unit}。年末中位数{mid}，九成在{low}—{high}。{line}",
                "Monthly fan chart of {name}, unit {unit}. Year-end median {mid}, 90% of runs {low} to {high}. {line}"),
    "target_line": ("目标{target}", "Target {target}"),
    "schedule_line": ("序时进度（线性）\n目标{target}", "Linear schedule\nto {target}"),
    "part": ("{name}（{number}/{count}）", "{name} ({number} of {count})"),
    "plan": ("计划", "Plan"),
    "runs_share": ("模拟占比", "Share of runs"),
    "percent_unit": ("%", "%"),
    "person_unit": ("人", "people"),
    "stamp": ("运行 {address} · 情景“{scenario}” · {n}次抽样{code}",
              'Run {address} · scenario "{scenario}" · {n} draws{code}'),
    "code": (" · 代码 {commit}", " · code {commit}"),
    "status": ("研究模拟，非官方统计", "Research simulation, not official statistics"),
    "trial": ("试算（规模低于十分之一），不可使用", "Trial below one tenth of full scale, not for use"),
    "thinned": ("按1:{per}规模模拟，已与全规模核对（sim/EVIDENCE.md）",
                "Simulated at 1:{per}, checked against full scale (sim/EVIDENCE.md)"),
    "source": ("来源：临平区2024年政策文本与本模型", "Source: Linping district's 2024 policy text and this model"),
    "data_table": ("数据表", "Data table"),
    "edge": ("（临界）", " (borderline)"),
    "about": ("约为", "about "),
    "below": ("低于", "below "),
    "above": ("高于", "above "),
    "few_draws": ("样本不足", "too few draws"),
    "spread_title": ("各目标的不确定性从哪里来", "Where the spread of each target comes from"),
    "spread_subtitle": (
        "市场结果类目标：方差按来源的份额（%），名称后为标准差\n情景“{scenario}”；每个来源{n}次抽样",
        "Market outcomes: share of variance by source, %; standard deviation behind the name\n"
        'Scenario "{scenario}"; n = {n} draws for each source'),
    "spread_note": ("每个来源单独抽样、其余取声明值，减去纯机会部分；各来源合计不足100%的部分来自相互作用。",
                    "Each source drawn alone with the rest as declared, less pure chance; what is missing to 100% "
                    "comes from sources acting together."),
    "spread_alt": ("方差来源条形图：{rows}。", "Bars of variance by source: {rows}."),
    "source_world": ("外部环境", "World"),
    "source_behaviour": ("行为参数", "Behaviour"),
    "source_initial": ("初始状态", "State at the start"),
    "source_administration": ("部门执行", "Bureaus"),
    "source_policy": ("政策未定值", "Unprinted policy values"),
    "source_chance": ("机会", "Chance"),
    "source_structural": ("模型外误差", "Structural error"),
    "moves_title": ("{amount}从一章（行）调到另一章（列）：得到什么，放弃什么",
                    "{amount} from one line (row) to another (column): what is gained and what is given up"),
    "moves_subtitle": (
        "与原计划逐次配对之差：中位数，目标数为均值；蓝好橙差：区间（5%—95%；均值±2倍误差）不含零\n情景“{scenario}”；{n}次抽样",
        "Difference from the plan in the same draw: median, of targets the mean;\n"
        "blue is better, orange worse, where the interval (5-95% of draws; twice\n"
        "the error of the mean) lies on one side of nothing\n"
        'Scenario "{scenario}"; n = {n} draws'),
    "moves_page": (
        "与原计划逐次配对之差：中位数，目标数为均值；加粗：区间（5%—95%；均值±2倍误差）不含零。情景“{scenario}”；{n}次抽样。",
        "Difference from the plan in the same draw: median, of targets the mean; bold where the interval (5-95% of "
        'draws; twice the error of the mean) lies on one side of nothing. Scenario "{scenario}"; n = {n} draws.'),
    "moves_amount": ("每次调剂同一金额，各格才可比；最小的一章（{line}）只有{size}，不能调出更多。",
                     "One amount, so that cells compare; the smallest line, {line}, has {size} and cannot give more."),
    "moves_rules": ("规则类目标不计：各章预算等于文本数即属此类，每次调剂必然打破调出、调入两章各自的这一目标。",
                    "Targets that are rules are left out: that a line is what the text prints is one of them, and each "
                    "move breaks it for the line that gives and the line that takes."),
    "moves_corner": ("从＼到", "from \\ to"),
    "moves_note": ("各章预算合计不变，规则类目标不计（如本章预算等于文本数）。"
                   "每格为同一次抽样下两次模拟之差，含抽样误差，不含模型外误差。",
                   "All lines still add up; targets that are rules, such as that a line is what is printed, are not "
                   "counted. Each cell is the difference of two runs of one draw; error outside the model is the same "
                   "in both and drops out."),
    "moves_which": ("哪些目标的达标概率改变，由哪些调剂引起", "Which targets change their chance, and by which moves"),
    "moves_one_draw": ("一次抽样为{each}个百分点；合计改变不超过一次抽样的略去，见moves_targets.csv。",
                       "One draw is {each} points; changes of one draw or less are left to moves_targets.csv."),
    "moves_target": ("目标", "Target"),
    "moves_from": ("调出", "From"),
    "moves_to": ("调入", "To"),
    "moves_change": ("概率变化（百分点）", "Change of chance (points)"),
    "moves_any": ("其他任一章", "any other"),
    "moves_alt": ("章间调剂热力图：{rows}。", "Heat maps of moves between lines: {rows}."),
    "interval": ("{middle}（{low}至{high}）", "{middle} ({low} to {high})"),
}
LINE_NAMES = {
    "investment": ("投资", "Investment"), "innovation": ("创新", "Innovation"),
    "manufacturing": ("制造", "Manufacturing"), "services": ("服务", "Services"), "transport": ("交通", "Transport"),
    "demand": ("消费", "Demand"), "rural": ("乡村", "Rural"), "livelihood": ("民生", "Livelihood"),
}
CHANGES = {  # unit: (divided by, least that is told, (in zh, in en)) of a difference
    "percent": (1.0, 0.0005, ("百分点", "points")), "yuan": (1e6, 0.05, ("百万元", "million yuan")),
    "person": (1.0, 0.5, ("人", "people")), "1": (1.0, 0.05, ("项", "targets")),
}


def text(key: str, language: str, **slots: object) -> str:
    """A phrase in the reader's language with its slots filled."""
    return TEXT[key][LANGUAGES.index(language)].format(**slots)


def kind_name(kind: str, language: str) -> str:
    """Reader's name of a kind of target."""
    return KINDS[kind][LANGUAGES.index(language)]


def rung(p: float) -> Rung:
    """The word for a chance; lower bounds belong to their rung."""
    return next(step for step in RUNGS if p >= step.floor - TINY)


def rung_word(p: float, language: str) -> str:
    """The rung in the reader's language."""
    return getattr(rung(p), language)


def on_the_edge(low: float, high: float) -> bool:
    """Whether the interval crosses a cut, so that the word alone would mislead."""
    return rung(low) is not rung(high)


def probability(p: float, draws: float, low: float, high: float, language: str) -> str:
    """A chance as printed: 5 % steps, 1 % where the interval is narrow, never 0 % or 100 %."""
    sign, number = _printed(p, draws, low, high)
    if sign == "few_draws":
        return text("few_draws", language)
    return number if sign == "about" else f"{text(sign, language)}{number}"


def interval(p: float, low: float, high: float, language: str) -> str:
    """An interval of chances, rounded outwards so that it never looks narrower than it is."""
    step = _step(low, high)
    bottom = math.floor(min(p, low) / step + TINY) * step
    top = math.ceil(max(p, high) / step - TINY) * step
    a, b = _whole(bottom), _whole(top)
    if bottom < TINY and top > 1 - TINY:
        return text("few_draws", language)
    if bottom < TINY:
        return f"不高于{b}%" if language == ZH else f"at most {b}%"
    if top > 1 - TINY:
        return f"不低于{a}%" if language == ZH else f"at least {a}%"
    return f"{a}%—{b}%" if language == ZH else f"{a}-{b}%"


def share(value: float) -> str:
    """A share in whole percent."""
    return f"{_whole(value)}%"


def points(value: float) -> str:
    """A difference of chances in whole points."""
    return str(_whole(value))


def headline(row: dict, name: str, language: str) -> str:
    """The message above a figure about one target; `row` is a line of probabilities.csv."""
    p, low, high = row["p"], row["p_low"], row["p_high"]
    sign, number = _printed(p, row["n_eff_draws"], low, high)
    return text(
        "goal_title", language, name=name, target=target_phrase(row, language), p=text(sign, language) + number,
        interval=interval(p, low, high, language), rung=rung_word(p, language),
        edge=text("edge", language) if on_the_edge(low, high) else "",
    )


def target_phrase(row: dict, language: str) -> str:
    """The target as part of a sentence: 达到6.0% / at least 6.0%."""
    if row["target"] is None or row["comparator"] == "rule":
        return "符合规定" if language == ZH else "kept as a rule"
    number = quantity(row["target"], row["unit"], language, row.get("decimals"))
    patterns = {
        ">=": ("达到{}", "at least {}"), "<=": ("不超过{}", "at most {}"),
        "~": ("稳定在{}左右", "around {}"), "=": ("为{}", "exactly {}"),
    }
    return patterns[row["comparator"]][LANGUAGES.index(language)].format(number)


def target_mark(row: dict, language: str) -> str:
    """The target as a short mark beside a name: ≥6.0%."""
    if row["target"] is None or row["comparator"] == "rule":
        return "规则" if language == ZH else "rule"
    signs = {">=": "≥", "<=": "≤", "~": "≈", "=": "="}
    return signs[row["comparator"]] + quantity(row["target"], row["unit"], language, row.get("decimals"))


def quantity(
    value: float, unit: str, language: str, decimals: float | None = None, like: float | None = None
) -> str:
    """A value with its unit, as bulletins print it; negative decimals (rounding to tens) print none.

    `like` is the number it stands beside, whose size chooses the unit of both: a target of 150万元 has a median of
    72万元, never of 0.01亿元.
    """
    decimals = None if decimals is None else max(0, int(decimals))
    size = abs(value if like is None else like)
    if unit.split("/")[0] == "yuan":
        per = unit.removeprefix("yuan").removeprefix("/")
        return money(value, language, size) + (_per(per, language) if per else "")
    if unit == "share":
        value = value * 100
    if unit in ("percent", "share"):
        return f"{fixed(value, 1 if decimals is None else decimals)}%"
    suffix = UNITS.get(unit, (unit, f" {unit}"))[LANGUAGES.index(language)]
    if language == EN:
        return _english(value, decimals, suffix, size)
    if size >= YI:
        return f"{fixed(value / YI, 2)}亿{suffix}"
    if size >= WAN:
        return f"{trimmed(value / WAN, 2)}万{suffix}"
    number = fixed(value, decimals) if decimals is not None else trimmed(value, 2)
    return f"{number}{suffix}"


def money(yuan: float, language: str, size: float | None = None) -> str:
    """Money: 亿元 with two places, 万元 below one 亿, 万亿元 above 10,000 亿; RMB tn, bn and m in English.

    `size` chooses the unit where it is not the amount's own. English keeps what 亿元 with two places tells.
    """
    size = abs(yuan) if size is None else size
    if language == ZH:
        if size >= YI * WAN:
            return f"{fixed(yuan / (YI * WAN), 1)}万亿元"
        if size >= YI:
            return f"{fixed(yuan / YI, 2)}亿元"
        return f"{trimmed(yuan / WAN, 2)}万元" if size >= WAN else f"{trimmed(yuan, 2)}元"
    if size >= 1e12:
        return f"RMB {fixed(yuan / 1e12, 1)} tn"
    if size >= 1e9:
        return f"RMB {fixed(yuan / 1e9, 1) if size >= 1e11 else _at_least_two(yuan / 1e9)} bn"
    return f"RMB {trimmed(yuan / 1e6, 2)} m" if size >= 1e6 else f"RMB {_grouped(yuan, None)}"


def line_name(line: str, language: str) -> str:
    """A chapter with a budget line, short enough for the head of a column."""
    return LINE_NAMES[line][LANGUAGES.index(language)]


def unit_of_change(unit: str, language: str) -> str:
    """The unit in which `change` tells differences of a figure."""
    return CHANGES[unit][2][LANGUAGES.index(language)]


def change(value: float, unit: str) -> str:
    """A difference with its sign: two digits that count, a plain number, "0" where nothing moves."""
    value = value / CHANGES[unit][0]
    if abs(value) < CHANGES[unit][1]:
        return "0"
    places = max(0, 1 - math.floor(math.log10(abs(value))))
    return f"{value:+,.{places}f}".replace("-", MINUS)


def month_label(month: int, language: str) -> str:
    """A month of a cumulative series; February stands for January and February."""
    if month == 2:
        return "1—2月" if language == ZH else "Jan-Feb"
    return f"{month}月" if language == ZH else MONTHS[month]


def fixed(value: float, decimals: int) -> str:
    """A number with fixed places and a true minus sign."""
    return f"{value:.{decimals}f}".replace("-", MINUS)


def trimmed(value: float, decimals: int) -> str:
    """A number without trailing zeros."""
    number = fixed(value, decimals)
    return number.rstrip("0").rstrip(".") if "." in number else number


def _at_least_two(value: float) -> str:
    """Three places, the last only where it is not 0: 5.60, 1.725."""
    return fixed(value, 3).removesuffix("0")


def _grouped(value: float, decimals: float | None) -> str:
    places = int(decimals or 0) if decimals is not None or float(value).is_integer() else 2
    return f"{value:,.{places}f}".replace("-", MINUS)


def _english(value: float, decimals: float | None, suffix: str, size: float) -> str:
    for least, word in ((1e9, "billion"), (1e6, "million")):
        if size >= least:
            return f"{trimmed(value / least, 2)} {word}{suffix}"
    return _grouped(value, decimals) + (suffix.removesuffix("s") if value == 1 else suffix)


def _per(unit: str, language: str) -> str:
    names = {"mu": "亩", "person": "人", "tce": "吨标准煤", "kWh": "千瓦时", "kg": "公斤", "month": "月"}
    return f"/{names.get(unit, unit)}" if language == ZH else f" per {unit}"


def _printed(p: float, draws: float, low: float, high: float) -> tuple[str, str]:
    """(about | below | above | few_draws, number as printed)."""
    if p < TINY or p > 1 - TINY:
        bound = ZERO_HITS_BOUND / draws
        if bound >= 0.5:
            return "few_draws", ""
        share = bound if p < TINY else 1 - bound
        return ("below" if p < TINY else "above"), f"{trimmed(share * 100, 1)}%"
    step = _step(low, high)
    steps = math.floor(p / step + 0.5 + TINY)
    if steps == 0:
        return "below", f"{_whole(step)}%"
    if steps * step > 1 - TINY:
        return "above", f"{_whole(1 - step)}%"
    return "about", f"{_whole(steps * step)}%"


def _step(low: float, high: float) -> float:
    return FINE_STEP if (high - low) / 2 <= FINE_HALF_WIDTH else STEP


def _whole(share: float) -> int:
    return round(share * 100)
