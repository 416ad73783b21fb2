"""Wording of records and scores, in both languages; `words` takes it in, and readers ask there.

Why apart: with it `words` would be longer than one reads at a sitting.
"""

RECORDS_AND_SCORES = {
    "ladder_record": (
        "竖线：同类目标以往达成比例（至2023年）；≠：与模型相差超过{gap}个百分点",
        "upright tick: how often such targets were met up to 2023; ≠: more than {gap} points from the model"),
    "record_of": ("同类{n}项，达成{p}（{low}—{high}）", "{p} of {n} such targets met ({low}-{high})"),
    "record_note": (
        "同类记录：至2023年的{n}项目标及其结果，按原样列示；其中{covid}项属2022年疫情年"
        "（未达成{missed}项），偏多，市场类比例因此偏低。",
        "The record is {n} targets up to 2023 as they ended, shown as it is; {covid} are of 2022, a COVID year "
        "({missed} missed), more than their share, so the rates of market outcomes are low."),
    "apart": ("≠ {count}项目标的模型概率与同类记录相差超过{gap}个百分点，"
              "例如{named}；两者谁更可信，目前没有检验。",
              "≠ for {count} targets model and record differ by more than {gap} points, most for {named}; which of "
              "them knows better has not been tested."),
    "apart_one": ("{name}（模型{p}，同类{n}项{p_class}）",
                  "{name} ({p} in the model, {p_class} of {n} in the record)"),
    "whole_plan": (
        "每次抽样达成的目标比例（{total}项，不含规则和投入）：中位数{mid}（九成在{low}—{high}）；"
        "杭州市2023年全部计划指标{of}项达成{met}项（{plan}）。",
        "Share of targets met in a draw ({total}, rules and inputs left out): median {mid} (90% range {low}-{high}); "
        "of Hangzhou's whole plan of 2023 {met} of {of} were met ({plan})."),
    "reliability_title": ("{n}项目标中{met}项达成：说的概率与实际达成比例",
                          "{met} of {n} targets met: chances given, and how often they came true"),
    "reliability_subtitle": ("保序回归；灰带为概率完全准确时仅凭运气的范围（5%—95%），点的大小为目标数",
                             "Isotonic fit; grey band: where it would lie by luck alone if every chance were right "
                             "(5-95%); size: targets"),
    "reliability_alt": ("可靠性图，{n}项目标。", "Reliability diagram of {n} targets."),
    "reliability_x": ("模型概率（%）", "Chance given, %"),
    "reliability_y": ("实际达成（%）", "Met, %"),
    "score_stamp": ("运行 {address} · 情景“{scenario}”", 'Run {address} · scenario "{scenario}"'),
    "score_count": ("计入{n}项目标，来自{blocks}个不同指标；另有{left_out}项规则或投入不计入。",
                    "{n} targets of {blocks} different figures are counted; {left_out} rules or inputs are not."),
    "score_record": ("上年和回归用临平区的记录，没有的用杭州市或浙江省的。",
                     "Last year and the regression take the district's record, where it has none the city's or the "
                     "province's."),
    "score_note": ("分值越低越好。同一年的目标共受一个大环境影响，区间因此偏窄；一年不足以判定一个模型。",
                   "Lower is better. Targets of one year share one world, so the intervals are too narrow; one year "
                   "does not settle what a model is worth."),
    "head_score": ("评分", "Score"), "head_forecaster": ("预测", "Forecast"), "head_targets": ("目标数", "Targets"),
    "head_mean": ("均值", "Mean"), "head_score_interval": ("95%区间", "95 % interval"),
    "head_better": ("模型领先（同一批目标）", "Model better by"),
    "score_brier": ("布莱尔分", "Brier"), "score_log": ("对数分", "Log score"),
    "score_crps_points": ("CRPS（百分点）", "CRPS, points"),
    "score_crps_percent_of_target": ("CRPS（目标的%）", "CRPS, % of target"),
    "score_coverage_50": ("50%区间覆盖率", "In the 50 % interval"),
    "score_coverage_90": ("90%区间覆盖率", "In the 90 % interval"),
    "score_pit": ("PIT均值（应为0.5）", "Mean PIT (0.5 is right)"),
    "score_brier_miscalibration": ("布莱尔分之失准", "Brier, miscalibration"),
    "score_brier_discrimination": ("布莱尔分之区分力（越高越好）", "Brier, discrimination (higher is better)"),
    "score_brier_uncertainty": ("布莱尔分之结果本身", "Brier, uncertainty of outcomes"),
    "by_model": ("模型", "Model"), "by_pooled": ("模型与同类合并", "Model and record pooled"),
    "by_class": ("同类达成率", "How often such targets are met"), "by_half": ("一律五成", "One half"),
    "by_persistence": ("与上年相同", "Last year again"), "by_ar1": ("对上年回归", "Regression on last year"),
}
