"""The district's balanced accounts: RAS by hand, identities on the real tables, broken tables refused."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.classes import FOR_PROFIT_SERVICES, INDUSTRY, SECTORS, SERVICES, STORABLE
from sim.district.balance import (
    BalanceError,
    DistrictTotals,
    SectorTables,
    district_accounts,
    ras,
    regional_coefficients,
    tables_from_columns,
)

REGION = Path(__file__).resolve().parents[3] / "conf" / "region"
SOURCES = REGION.parent / "sources.yaml"
TOLERANCE = 1e-12
ROUNDS = 2000


def read_table(name):
    with (REGION / "linping" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sector_columns():
    rows = read_table("sectors.csv")
    text = ("sector", "zh", "en", "source")
    return {key: [row[key] if key in text else float(row[key]) for row in rows] for key in rows[0]}


def real_tables() -> SectorTables:
    rows = read_table("coefficients.csv")
    names = [key for key in rows[0] if key != "sector"]
    matrix = [[float(row[name]) for name in names] for row in rows]
    return tables_from_columns(sector_columns(), matrix, [row["sector"] for row in rows], names)


def values(name="linping"):
    with (REGION / f"{name}.yaml").open(encoding="utf-8") as file:
        return {key: leaf["value"] for key, leaf in yaml.safe_load(file).items() if key != "defaults"}


def real_totals(name="linping") -> DistrictTotals:
    v = values(name)
    # a tenth of residents is rural, as conf/region/common/synthesis.yaml says
    income = (0.9 * v["income_urban_2021"] + 0.1 * v["income_rural_2021"]) * (1.0 + v["income_growth_2022"])
    return DistrictTotals(
        gdp=v["gdp_2022"], services_share=v["services_share"],
        industrial_value_added_rate=v["industrial_value_added_rate"],
        household_consumption=(1.0 - v["household_saving_rate"]) * income * v["residents"],
        government_consumption=v["government_consumption_share"] * v["gdp_2022"],
        investment=v["investment_share"] * v["gdp_2022"], local_sales_ceiling=v["local_sales_ceiling"],
        tolerance=v["ras_tolerance"], iterations=v["ras_iterations"],
    )


# --- RAS -------------------------------------------------------------------------------------------------


def test_ras_on_two_by_two_by_hand():
    # RAS keeps the cross ratio b11*b22/(b12*b21). Start [[1, 2], [3, 4]]: ratio 1*4/(2*3) = 2/3.
    # Rows 4 and 6, columns 5 and 5: with b11 = x, b12 = 4-x, b21 = 5-x, b22 = 1+x,
    # x(1+x) = 2/3 (4-x)(5-x)  =>  3x + 3x^2 = 40 - 18x + 2x^2  =>  x^2 + 21x - 40 = 0
    # x = (-21 + sqrt(441 + 160)) / 2 = (-21 + 24.515301344...) / 2 = 1.757650672...
    x = 1.7576506721
    found = ras([[1, 2], [3, 4]], [4, 6], [5, 5], TOLERANCE, ROUNDS)
    assert found == pytest.approx(np.array([[x, 4 - x], [5 - x, 1 + x]]), abs=1e-9)


def test_ras_leaves_a_balanced_matrix_alone():
    matrix = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert ras(matrix, [3, 7], [4, 6], TOLERANCE, ROUNDS) == pytest.approx(matrix, rel=1e-12)


def test_ras_keeps_zeros():
    # The zero leaves one solution: b22 = 5, b21 = 6 - 5 = 1, b11 = 4.
    assert ras([[2, 0], [3, 4]], [4, 6], [5, 5], 1e-10, ROUNDS) == pytest.approx(np.array([[4, 0], [1, 5]]), abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 6), st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_ras_meets_both_totals(rows, columns, seed):
    rng = np.random.default_rng(seed)
    start = rng.uniform(0.01, 5, (rows, columns))
    aim = rng.uniform(0.01, 5, (rows, columns))
    found = ras(start, aim.sum(axis=1), aim.sum(axis=0), TOLERANCE, ROUNDS)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(aim.sum(axis=1), rel=1e-8)
    assert found.sum(axis=0) == pytest.approx(aim.sum(axis=0), rel=1e-8)


@pytest.mark.parametrize(
    ("matrix", "rows", "columns", "message"),
    [
        ([[1, 2], [3, 4]], [4, 6], [5, 6], "row totals add up to 10, column totals to 11"),
        ([[1, 2], [-3, 4]], [4, 6], [5, 5], r"RAS matrix: item \(1, 0\) is -3"),
        ([[1, float("nan")], [3, 4]], [4, 6], [5, 5], r"item \(0, 1\) is nan"),
        ([[0, 0], [3, 4]], [4, 6], [5, 5], "row 0 is all zero but its total is 4"),
        ([[1, 0], [3, 0]], [4, 6], [5, 5], "column 1 is all zero"),
        ([[1, 2], [3, 4]], [4, 6, 0], [5, 5], "row totals"),
        # Only row 0 can fill column 0, and it has 4 of the 5 needed.
        ([[1, 1], [0, 1]], [4, 6], [5, 5], "did not converge in 2000 rounds: row 0"),
    ],
)
def test_ras_says_what_is_wrong(matrix, rows, columns, message):
    with pytest.raises(BalanceError, match=message):
        ras(matrix, rows, columns, TOLERANCE, ROUNDS)


# --- quotients -------------------------------------------------------------------------------------------


def test_regional_coefficients_by_hand():
    # Quotients 2 and 0.5. Diagonal: min(1, 2) = 1 and min(1, 0.5) = 0.5. Seller 0 to buyer 1: 2/0.5 = 4, capped at 1.
    # Seller 1 to buyer 0: 0.5/2 = 0.25.
    found = regional_coefficients([[0.1, 0.2], [0.4, 0.3]], [2.0, 0.5])
    assert found == pytest.approx(np.array([[0.1, 0.2], [0.1, 0.15]]))


def test_a_missing_sector_sells_nothing_here():
    found = regional_coefficients([[0.1, 0.2], [0.4, 0.3]], [2.0, 0.0])
    assert found == pytest.approx(np.array([[0.1, 0.2], [0.0, 0.0]]))


def test_quotients_are_checked():
    with pytest.raises(BalanceError, match="output share quotients: item"):
        regional_coefficients([[0.1, 0.2], [0.4, 0.3]], [2.0, -1.0])


# --- the real tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["linping", "steady"])
def test_every_sector_balances(region):
    totals = real_totals(region)
    a = district_accounts(real_tables(), totals)
    local_final = a.household_local + a.government_local + a.investment_local
    sold = a.intermediate_local.sum(axis=1) + local_final + a.sales_outside
    made = a.intermediate_local.sum(axis=0) + a.intermediate_outside.sum(axis=0) + a.value_added
    assert sold == pytest.approx(a.output, rel=1e-9)
    assert made == pytest.approx(a.output, rel=1e-9)
    income = a.labour_compensation + a.production_tax + a.depreciation + a.surplus
    assert income == pytest.approx(a.value_added, rel=1e-9)
    assert a.value_added.sum() == pytest.approx(totals.gdp, rel=1e-12)
    assert (a.sales_outside >= 0).all()
    assert (a.sales_abroad <= a.sales_outside).all()
    for name in ("intermediate_local", "intermediate_outside", "household_outside", "government_outside",
                 "investment_outside"):
        assert (getattr(a, name) >= 0).all(), name


@pytest.mark.parametrize("key", ["services_share", "industrial_value_added_rate", "local_sales_ceiling"])
@pytest.mark.parametrize("end", ["low", "high"])
def test_whole_declared_range_balances(key, end):
    leaf = yaml.safe_load((REGION / "linping.yaml").read_text(encoding="utf-8"))[key]
    a = district_accounts(real_tables(), replace(real_totals(), **{key: leaf[end]}))
    made = a.intermediate_local.sum(axis=0) + a.intermediate_outside.sum(axis=0) + a.value_added
    assert made == pytest.approx(a.output, rel=1e-9)
    assert (a.sales_outside >= 0).all()


def test_demand_is_complete():
    totals = real_totals()
    a = district_accounts(real_tables(), totals)
    assert (a.household_local + a.household_outside).sum() == pytest.approx(totals.household_consumption)
    assert (a.government_local + a.government_outside).sum() == pytest.approx(totals.government_consumption)
    assert (a.investment_local + a.investment_outside).sum() == pytest.approx(totals.investment)


def test_district_is_small_and_open():
    # GDP by expenditure: final demand + sales outside - purchases outside = value added.
    a = district_accounts(real_tables(), real_totals())
    uses = ("household", "government", "investment")
    finals = sum(getattr(a, f"{use}_{where}") for use in uses for where in ("local", "outside"))
    bought = a.intermediate_outside.sum() + (a.household_outside + a.government_outside + a.investment_outside).sum()
    assert finals.sum() + a.sales_outside.sum() - bought == pytest.approx(100_670_000_000, rel=1e-9)
    # Most inputs come from outside, and one yuan of demand adds less than half a yuan here through suppliers.
    assert a.intermediate_local.sum() < 0.3 * a.intermediate_outside.sum()
    coefficients = a.intermediate_local / np.where(a.output > 0, a.output, 1)
    multipliers = np.linalg.inv(np.eye(a.output.size) - coefficients).sum(axis=0)
    assert multipliers.max() < 1.5


def test_known_shares_come_back():
    # Services share as declared, 0.46; industry's rate 0.26; mining and refining does not exist here.
    a = district_accounts(real_tables(), real_totals())
    service, industry = list(SERVICES), list(INDUSTRY)
    assert a.value_added[service].sum() / a.value_added.sum() == pytest.approx(0.46)
    assert a.value_added[industry].sum() / a.output[industry].sum() == pytest.approx(0.26)
    assert a.output[SECTORS.index("mining_refining")] == 0
    # Above-scale revenue was 173 bn in 2021; nine tenths of all industry's output in 2022 lies near it.
    assert 0.9 * a.output[industry].sum() == pytest.approx(173.205e9, rel=0.1)


def test_wages_and_labour_income_agree():
    # Evidence that is no input: employees here earn about four fifths of wages.csv (the province's mean of private and
    # public units), and nearly a quarter of the employed keep shops that bring them 60,000 yuan a year. The cost of the
    # ones and the income of the others are the labour income of the accounts, within 5 %.
    wage_level, own, own_income = 0.8, 0.24, 60_000
    v, a = values(), district_accounts(real_tables(), real_totals())
    jobs = v["residents"] * v["employed_share"] * (1 - v["out_commuter_share"]) / (1 - v["in_commuter_share"])
    wages = np.array([float(row["mean_wage"]) for row in read_table("wages.csv")]) * 12 * wage_level
    mean_wage = (np.array(sector_columns()["jobs_share"]) * wages).sum()
    employee = mean_wage * (1 + v["employer_contribution_rate"] * v["contribution_base_share"])
    bill = jobs * ((1 - own) * employee + own * own_income)
    assert bill == pytest.approx(a.labour_compensation.sum(), rel=0.05)


def test_tables_speak_the_model_s_words():
    columns = sector_columns()
    assert columns["sector"] == list(SECTORS)
    assert [row["sector"] for row in read_table("wages.csv")] == list(SECTORS)
    for flag, codes in (("is_industry", INDUSTRY), ("is_service", SERVICES), ("is_goods", STORABLE),
                        ("is_for_profit_service", FOR_PROFIT_SERVICES)):
        assert tuple(np.flatnonzero(columns[flag])) == tuple(codes), flag
    for name in ("population_share", "jobs_share", "industry_jobs_share", "farmland_share", "villages_share"):
        assert sum(float(row[name]) for row in read_table("towns.csv")) == pytest.approx(1), name
    for row in read_table("wages.csv"):
        assert 2280 < float(row["wage_basic"]) < float(row["wage_skilled"]) < float(row["wage_university"])


def test_every_source_resolves_and_ranges_hold():
    sources = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    cited = {row["source"] for name in ("sectors.csv", "towns.csv", "wages.csv") for row in read_table(name)}
    names = ("linping", "steady", "common/synthesis", "common/farms", "common/pipeline", "common/levels",
             "linping/projects", "linping/levels")  # fmt: skip
    leaves = [yaml.safe_load((REGION / f"{name}.yaml").read_text(encoding="utf-8")) for name in names]
    for tree in leaves:
        tree.pop("defaults", None)
    assert list(leaves[0]) == list(leaves[1])
    for leaf in (leaf for tree in leaves for leaf in tree.values()):
        cited.add(leaf["source"])
        if leaf["unit"] != "name":
            prior = leaf.get("prior", leaf)
            for value in leaf["value"] if isinstance(leaf["value"], list) else [leaf["value"]]:
                assert leaf["low"] <= prior["low"] <= value <= prior["high"] <= leaf["high"], leaf
    parts = {part.strip() for source in cited for part in source.split(";")}
    assert parts - set(sources) <= {"assumption", "chapter 1", "chapter 6", "clause 1", "clause 2", "clause 4",
                                    "clause 22", "clause 48", "clause 61", "clause 62"}  # fmt: skip
    for key, source in sources.items():
        assert {"title", "publisher", "year", "url", "note", "confidence"} <= set(source), key


# --- broken tables ---------------------------------------------------------------------------------------


def broken(name, place, value):
    tables = real_tables()
    values = getattr(tables, name).copy()
    values[place] = value
    return replace(tables, **{name: values})


@pytest.mark.parametrize(
    ("name", "place", "value", "message"),
    [
        ("district_share", 3, -0.1, "district_share: chem_new_materials is -0.1"),
        ("household_vector", 0, float("nan"), "household_vector: agriculture is nan"),
        ("government_vector", 25, 0.9, "government_vector: adds up to"),
        ("coefficients", (0, 1), -0.2, "coefficients, column food: agriculture is -0.2"),
        ("coefficients", (2, 2), 0.9, "coefficients plus value_added_rate: textiles_apparel adds up to"),
        ("labour_share", 5, 0.9, "income shares of value added: nonmetal_minerals adds up to"),
        ("value_added_rate", 4, 0.0, "value_added_rate: biopharma"),
    ],
)
def test_broken_tables_are_refused(name, place, value, message):
    with pytest.raises(BalanceError, match=message):
        district_accounts(broken(name, place, value), real_totals())


@pytest.mark.parametrize(
    ("name", "value"),
    [("gdp", 0.0), ("gdp", float("nan")), ("investment", -1.0), ("services_share", 1.0), ("local_sales_ceiling", 1.2)],
)
def test_broken_totals_are_refused(name, value):
    with pytest.raises(BalanceError, match=f"district totals: {name} is"):
        district_accounts(real_tables(), replace(real_totals(), **{name: value}))


def test_a_missing_sector_is_named():
    rows = read_table("coefficients.csv")
    names = [row["sector"] for row in rows]
    matrix = np.eye(26)
    with pytest.raises(BalanceError, match=r"coefficients, rows: sectors missing: \['finance'\]"):
        tables_from_columns(sector_columns(), matrix, [n for n in names if n != "finance"], names)
    with pytest.raises(BalanceError, match="not in the order"):
        tables_from_columns(sector_columns(), matrix, names, names[::-1])
    columns = sector_columns()
    del columns["labour_share"]
    with pytest.raises(BalanceError, match="columns missing: labour_share"):
        tables_from_columns(columns, matrix, names, names)
