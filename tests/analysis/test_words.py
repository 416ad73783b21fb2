"""The corpus of wording, in both languages: what a reader must and must never see."""

import pytest

from analysis import words

ROW = {
    "name_zh": "规上工业增加值增速", "name_en": "industrial value added growth", "comparator": ">=", "target": 6.0,
    "unit": "percent", "decimals": 1, "p": 0.40, "p_low": 0.35, "p_high": 0.45, "n_eff_draws": 370,
}


@pytest.mark.parametrize(
    ("p", "zh", "en"),
    [(0.90, "很可能达标", "very likely to be met"), (0.8999, "较有可能达标", "likely to be met"),
     (0.66, "较有可能达标", "likely to be met"), (0.6599, "达标与否难分", "about as likely as not"),
     (0.33, "达标与否难分", "about as likely as not"), (0.3299, "较难达标", "unlikely to be met"),
     (0.10, "较难达标", "unlikely to be met"), (0.0999, "很难达标", "very unlikely to be met")],
)
def test_lower_bound_belongs_to_the_rung(p, zh, en):
    assert (words.rung_word(p, "zh"), words.rung_word(p, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("p", "draws", "low", "high", "zh", "en"),
    [(0.0, 200, 0.0, 0.019, "低于1.5%", "below 1.5%"), (0.0, 1000, 0.0, 0.004, "低于0.3%", "below 0.3%"),
     (1.0, 200, 0.981, 1.0, "高于98.5%", "above 98.5%"), (0.0, 3, 0.0, 0.56, "样本不足", "too few draws"),
     (0.43, 200, 0.36, 0.50, "45%", "45%"), (0.41, 200, 0.34, 0.48, "40%", "40%"),
     (0.43, 2500, 0.411, 0.449, "43%", "43%"), (0.02, 100, 0.006, 0.07, "低于5%", "below 5%"),
     (0.98, 100, 0.93, 0.994, "高于95%", "above 95%"), (0.002, 1000, 0.001, 0.007, "低于1%", "below 1%"),
     (0.998, 1000, 0.993, 0.999, "高于99%", "above 99%"), (0.025, 100, 0.0, 0.06, "5%", "5%")],
)
def test_printed_chance(p, draws, low, high, zh, en):
    assert words.probability(p, draws, low, high, "zh") == zh
    assert words.probability(p, draws, low, high, "en") == en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_never_0_or_100_percent(language):
    for hits in range(201):
        p = hits / 200
        low, high = max(0.0, p - 0.05), min(1.0, p + 0.05)
        for half in (0.05, 0.01):
            printed = words.probability(p, 200, max(0.0, p - half), min(1.0, p + half), language)
            assert printed not in ("0%", "100%")
        spread = words.interval(p, low, high, language)
        assert not spread.startswith("0%")
        assert "100%" not in spread


@pytest.mark.parametrize(
    ("p", "low", "high", "zh", "en"),
    [(0.40, 0.366, 0.434, "35%—45%", "35-45%"), (0.03, 0.0, 0.07, "不高于10%", "at most 10%"),
     (0.97, 0.93, 1.0, "不低于90%", "at least 90%"), (0.43, 0.411, 0.449, "41%—45%", "41-45%")],
)
def test_interval_is_rounded_outwards(p, low, high, zh, en):
    assert (words.interval(p, low, high, "zh"), words.interval(p, low, high, "en")) == (zh, en)


def test_banned_bare_words():
    for step in words.RUNGS:
        assert step.zh not in ("可能", "不可能")
    forecast = words.headline(ROW, ROW["name_zh"], "zh")
    for word in ("预计", "有望", "力争", "争取", "确保", "完成", "实际"):
        assert word not in forecast


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [(123456e6, "1234.56亿元", "RMB 123.5 bn"), (56e8, "56.00亿元", "RMB 5.60 bn"), (1e8, "1.00亿元", "RMB 100 m"),
     (17.25e8, "17.25亿元", "RMB 1.725 bn"), (677.4e8, "677.40亿元", "RMB 67.74 bn"), (1.5e6, "150万元", "RMB 1.5 m"),
     (5.6e7, "5600万元", "RMB 56 m"), (1.2e12, "1.2万亿元", "RMB 1.2 tn"), (-2e8, "−2.00亿元", "RMB −200 m"),
     (800.0, "800元", "RMB 800")],
)
def test_money(yuan, zh, en):
    assert (words.money(yuan, "zh"), words.money(yuan, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "zh", "en"),
    [(6.0, "percent", 1, "6.0%", "6.0%"), (0.7, "share", None, "70.0%", "70.0%"), (3.7, "percent", 2, "3.70%", "3.70%"),
     (20000.0, "person", 0, "2万人", "20,000 people"), (240.0, "enterprise", 0, "240家", "240 firms"),
     (163.0, "project", 0, "163个项目", "163 projects"), (40000.0, "tce", 0, "4万吨标准煤", "40,000 tce"),
     (-1.2, "percent", 1, "−1.2%", "−1.2%"), (5e9, "kWh", 0, "50.00亿千瓦时", "5 billion kWh"),
     (13000.0, "mu", -2, "1.3万亩", "13,000 mu"), (3.0, "project", -1, "3个项目", "3 projects"),
     (7.26, "km", None, "7.26公里", "7.26 km"), (1.0, "project", 0, "1个项目", "1 project"),
     (200.0, "yuan/mu", 0, "200元/亩", "RMB 200 per mu")],
)
def test_quantities(value, unit, decimals, zh, en):
    assert words.quantity(value, unit, "zh", decimals) == zh
    assert words.quantity(value, unit, "en", decimals) == en


@pytest.mark.parametrize(
    ("value", "unit", "target", "zh", "en"),
    [(720000.0, "yuan", 1.5e6, "72万元", "RMB 0.72 m"), (0.96e8, "yuan", 1e8, "0.96亿元", "RMB 96 m"),
     (1.04e9, "yuan", 9e8, "10.40亿元", "RMB 1040 m"), (9600.0, "person", 20000.0, "0.96万人", "9,600 people"),
     (0.95e9, "kWh", 1e9, "9.50亿千瓦时", "0.95 billion kWh")],
)
def test_a_figure_takes_the_unit_of_its_target(value, unit, target, zh, en):
    assert words.quantity(value, unit, "zh", 0, target) == zh
    assert words.quantity(value, unit, "en", 0, target) == en


def test_months_of_cumulative_series():
    assert [words.month_label(m, "zh") for m in (2, 3, 12)] == ["1—2月", "3月", "12月"]
    assert [words.month_label(m, "en") for m in (2, 3, 12)] == ["Jan-Feb", "Mar", "Dec"]


@pytest.mark.parametrize(
    ("comparator", "zh", "en"),
    [(">=", "达到6.0%", "at least 6.0%"), ("<=", "不超过6.0%", "at most 6.0%"), ("~", "稳定在6.0%左右", "around 6.0%"),
     ("=", "为6.0%", "exactly 6.0%"), ("rule", "符合规定", "kept as a rule")],
)
def test_target_phrases(comparator, zh, en):
    row = ROW | {"comparator": comparator}
    assert (words.target_phrase(row, "zh"), words.target_phrase(row, "en")) == (zh, en)


def test_every_phrase_has_both_languages_with_the_same_slots():
    for key, pair in words.TEXT.items():
        slots = [{part.split("}")[0] for part in phrase.split("{")[1:]} for phrase in pair]
        assert slots[0] == slots[1], key
