"""Residents, households and who works where: row counts exact at any scale, jobs = resident workers + in-commuters."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import SECTOR, Activity, Skill
from agents.columns import weighted_sum
from agents.enterprises import Enterprises
from agents.people import Households, Residents
from sim.district.balance import DistrictAccounts
from sim.district.model import Tables
from sim.randomness import key, normal, uniform

CHILD_UNTIL, WORKING_UNTIL, OLDEST = 16, 60, 90
AGRICULTURE = SECTOR["agriculture"]


def income_per_resident(urban: float, rural: float, rural_share: float, growth: float) -> float:
    """Disposable income per resident in 2022, yuan: the published incomes of 2021 by their shares, rolled forward."""
    return ((1.0 - rural_share) * urban + rural_share * rural) * (1.0 + growth)


def whole(amounts: NDArray, total: int, ceiling: NDArray | None = None) -> NDArray:
    """Whole numbers near `amounts` that add up to `total` (largest remainder), below `ceiling` while there is room."""
    amounts = amounts * (total / amounts.sum())
    top = np.full(amounts.shape, np.inf) if ceiling is None else np.floor(ceiling)
    counts = np.minimum(np.floor(amounts), top)
    while (missing := round(total - counts.sum())) > 0:
        open_cells = (counts < top) & (amounts > 0)
        if not open_cells.any():  # too few rows for the cells: negative in-commuters are unavoidable
            top = np.full(amounts.shape, np.inf)
            continue
        gap = np.where(open_cells, amounts - counts, -np.inf).ravel()
        chosen = np.argsort(-gap, kind="stable")[: min(missing, int(open_cells.sum()))]
        counts.ravel()[chosen] += 1
    return counts.astype(np.int64)


def skill_mix(tables: Tables, base: NDArray, mean_over_basic: float) -> NDArray:
    """Skill shares (26, 3) by sector: the labour force's shares tilted until the mean wage is the table's."""
    relative = tables.wages / (mean_over_basic * tables.wages[:, :1])
    low, high = np.full(len(relative), -30.0), np.full(len(relative), 30.0)
    for _ in range(100):
        tilt = (low + high) / 2
        mix = base * np.exp(tilt[:, None] * (relative - 1.0))
        mix /= mix.sum(axis=1, keepdims=True)
        below = (mix * relative).sum(axis=1) < 1.0
        low, high = np.where(below, tilt, low), np.where(below, high, tilt)
    return mix


def labour_totals(region: dict) -> dict[str, float]:
    """Persons by what they do: employed residents, out-commuters, unemployed, jobs in the district, in-commuters."""
    employed = region["employed_share"] * region["residents"]
    outside = region["out_commuter_share"] * employed
    jobs = (employed - outside) / (1.0 - region["in_commuter_share"])
    rate = region["unemployment_rate"]
    return {"employed": employed, "outside": outside, "jobs": jobs, "unemployed": employed * rate / (1.0 - rate)}


def staff(enterprises: Enterprises, jobs: float, tables: Tables, mix: NDArray, spare: float) -> NDArray:
    """Fill headcount and productivity; returns jobs by town, sector and skill (towns, 26, 3) outside agriculture.

    `spare` is what staff could make over what it makes.
    """
    sector, weight = enterprises.sector, enterprises.weight
    made = np.bincount(sector, weight * enterprises.output, minlength=len(mix))
    by_sector = jobs * tables.jobs_share / tables.jobs_share.sum()
    per_yuan = np.divide(by_sector, made, out=np.zeros_like(made), where=made > 0)
    heads = enterprises.output * per_yuan[sector]
    enterprises.headcount[:] = heads[:, None] * mix[sector]
    able = spare * enterprises.output
    enterprises.productivity[:] = np.divide(able, heads, out=np.zeros_like(heads), where=heads > 0)
    return jobs_by_cell(enterprises, len(tables.town_population), len(mix))


def jobs_by_cell(enterprises: Enterprises, towns: int, sectors: int) -> NDArray:
    """Weighted headcount by town, sector and skill."""
    cell = enterprises.town * sectors + enterprises.sector
    columns = [np.bincount(cell, enterprises.weight * enterprises.headcount[:, k], minlength=towns * sectors)
               for k in range(enterprises.headcount.shape[1])]
    return np.stack(columns, axis=1).reshape(towns, sectors, -1)


def resident_workers(residents: Residents, shape: tuple[int, ...]) -> NDArray:
    """Weighted resident workers of enterprises by town, sector and skill of the job."""
    at_work = residents.activity == Activity.EMPLOYED
    place = (residents.work_town[at_work], residents.work_sector[at_work], residents.skill[at_work])
    cell = np.ravel_multi_index([p.astype(np.int64) for p in place], shape)
    count = np.bincount(cell, residents.weight[at_work].astype(np.float64), minlength=int(np.prod(shape)))
    return count.reshape(shape)


def build_people(
    region: dict, accounts: DistrictAccounts, tables: Tables, enterprises: Enterprises, scale: float
) -> tuple[Residents, Households, NDArray, NDArray]:
    """Residents, households, in-commuters (towns, 26, 3) in persons and wages (26, 3) yuan a month; fills headcount."""
    base = np.array([region[f"skill_share_{name}"] for name in ("basic", "skilled", "university")])
    synthesis = region["synthesis"]
    mix = skill_mix(tables, base, synthesis["mean_wage_over_basic"])
    totals = labour_totals(region)
    jobs = staff(enterprises, totals["jobs"], tables, mix, synthesis["spare_staff"])
    homes, residents = _homes_and_residents(region, tables, base, scale)
    counts = _activities(residents, region, tables, totals, scale)
    _farmers(residents, mix[AGRICULTURE])
    cells = whole(jobs, counts["at_firms"], jobs * scale)
    _place(residents, cells, synthesis["own_town_share"])
    weight = float(np.float32(1.0 / scale))
    in_commuters = jobs - cells * weight
    _efficiency(residents, synthesis["efficiency_spread"])
    wages = _wages(accounts, tables, jobs, residents)
    mean_wage = accounts.labour_compensation.sum() / 12.0 / totals["jobs"]
    households = _households(region, homes, residents, wages, mean_wage, scale)
    return _with_rooms(residents, households, region), households, in_commuters, wages


def _with_rooms(residents: Residents, households: Households, region: dict) -> Residents:
    """The residents, and behind them rooms in households here and there that stand empty until somebody moves in."""
    count, rows = round(region["rooms_share"] * len(residents)), len(residents)
    places = np.arange(count)
    household = (uniform(key(0, "build.rooms"), places) * len(households)).astype(np.int64)
    spread = region["synthesis"]["efficiency_spread"]
    efficiency = np.exp(spread * normal(key(0, "build.rooms_efficiency"), places) - spread**2 / 2)
    rooms = {
        "id": rows + 1 + places, "weight": np.full(count, residents.weight[0]), "household": household,
        "age": np.full(count, WORKING_UNTIL), "skill": np.full(count, int(Skill.UNIVERSITY)),
        "town": households.town[household], "is_urban": np.ones(count, bool), "efficiency": efficiency,
        "activity": np.full(count, int(Activity.ABSENT)), "work_town": np.full(count, -1),
        "work_sector": np.full(count, -1), "registered_year": np.zeros(count),
    }  # fmt: skip
    whole_table = {name: np.concatenate((column, rooms[name].astype(column.dtype)))
                   for name, column in residents.arrays().items()}  # fmt: skip
    return Residents(rows + count, **whole_table)


def _homes_and_residents(region: dict, tables: Tables, base: NDArray, scale: float) -> tuple[dict, Residents]:
    count, rows = round(region["residents"] * scale), round(region["households"] * scale)
    ids = np.arange(count)
    # Everyone beyond the first member joins a random household: sizes are one plus nearly Poisson.
    joined = (uniform(key(0, "build.members"), np.arange(count - rows)) * rows).astype(np.int64)
    members = 1 + np.bincount(joined, minlength=rows)
    town = np.repeat(np.arange(len(tables.town_population)), whole(tables.town_population, rows))
    town = town[np.argsort(uniform(key(0, "build.home_town"), np.arange(rows)), kind="stable")]
    household = np.repeat(np.arange(rows), members)
    is_first = np.diff(household, prepend=-1) > 0
    skill = np.repeat(np.arange(3), whole(base, count))[_shuffle("build.skill", count)]
    rural = region["synthesis"]["rural_share"] * tables.town_farmland / tables.town_population
    home = town[household]
    residents = Residents(
        count, id=ids + 1, weight=np.full(count, 1.0 / scale), household=household, skill=skill, town=home,
        age=_ages(region, is_first), is_urban=uniform(key(0, "build.urban"), ids) >= rural[home],
        activity=np.full(count, int(Activity.INACTIVE)), work_town=np.full(count, -1), work_sector=np.full(count, -1),
    )  # fmt: skip
    return {"town": town, "members": members}, residents


def _shuffle(mechanism: str, count: int) -> NDArray:
    return np.argsort(uniform(key(0, mechanism), np.arange(count)), kind="stable")


def _ages(region: dict, is_first: NDArray) -> NDArray:
    """Ages by the three published groups; the first member of a household is never a child."""
    count = len(is_first)
    shares = np.array([region["age_share_0_14"], region["age_share_15_59"], region["age_share_60_up"]])
    group = whole(shares, count)
    order = np.argsort(uniform(key(0, "build.age_group"), np.arange(count)) + is_first, kind="stable")
    adults = order[group[0]:]
    # Children come from those who are not first; adults are mixed again so that age does not follow rank.
    adults = adults[np.argsort(uniform(key(0, "build.adults"), adults), kind="stable")]
    draw = uniform(key(0, "build.age"), np.arange(count))
    age = np.empty(count, dtype=np.int64)
    parts = ((order[: group[0]], 0, 15), (adults[: group[1]], 15, 60), (adults[group[1]:], 60, OLDEST))
    for rows, low, high in parts:
        reach = np.minimum(draw[rows] ** 1.5, 0.999999) if low == WORKING_UNTIL else draw[rows]
        age[rows] = low + (reach * (high - low)).astype(np.int64)
    first_too_young = is_first & (age < CHILD_UNTIL)
    age[first_too_young] = CHILD_UNTIL
    return age


def _activities(
    residents: Residents, region: dict, tables: Tables, totals: dict[str, float], scale: float
) -> dict[str, int]:
    """Give every resident an activity; the counts of rows are the rounded totals."""
    age, ids = residents.age, np.arange(len(residents))
    draw = uniform(key(0, "build.activity"), ids)
    is_old = age >= WORKING_UNTIL
    residents.activity[is_old | (age >= region["retirement_age_women"])] = Activity.RETIRED
    residents.activity[age < CHILD_UNTIL] = Activity.CHILD
    can_work = (age >= CHILD_UNTIL) & (~is_old | (draw < region["synthesis"]["old_still_active"]))
    # The young still learn and the old retire: they come last when work is given out.
    eager = uniform(key(0, "build.labour_force"), ids) + 0.8 * (age < 20) + 0.4 * (age >= 55) + 0.5 * is_old
    pool = ids[can_work][np.argsort(eager[can_work], kind="stable")]
    farming = totals["jobs"] * tables.jobs_share[AGRICULTURE] / tables.jobs_share.sum()
    counts = {"outside": round(totals["outside"] * scale), "unemployed": round(totals["unemployed"] * scale)}
    counts["farming"] = round(farming * scale)
    counts["at_firms"] = round(totals["employed"] * scale) - counts["outside"] - counts["farming"]
    if sum(counts.values()) > len(pool):
        raise ValueError(f"labour force of {sum(counts.values())} rows, but only {len(pool)} residents can work")
    force = pool[: sum(counts.values())]
    # Farmers live where the farmland is: odds by farmland per resident (a weighted draw without replacement).
    odds = (tables.town_farmland / tables.town_population)[residents.town[force]]
    force = force[np.argsort(-np.log1p(-uniform(key(0, "build.farmers"), force)) / np.maximum(odds, 1e-9))]
    residents.activity[force[: counts["farming"]]] = Activity.SELF_EMPLOYED
    rest = force[counts["farming"]:]
    rest = rest[np.argsort(uniform(key(0, "build.work"), rest), kind="stable")]
    kinds = (Activity.OUT_COMMUTER, Activity.UNEMPLOYED, Activity.EMPLOYED)
    numbers = (counts["outside"], counts["unemployed"], counts["at_firms"])
    residents.activity[rest] = np.repeat(np.array(kinds, dtype=np.int8), numbers)
    return counts


def _farmers(residents: Residents, mix: NDArray) -> None:
    rows = np.flatnonzero(residents.activity == Activity.SELF_EMPLOYED)
    residents.work_town[rows] = residents.town[rows]
    residents.work_sector[rows] = AGRICULTURE
    residents.skill[rows] = np.repeat(np.arange(3), whole(mix, len(rows)))[_shuffle("build.farm_skill", len(rows))]


def _place(residents: Residents, cells: NDArray, own_town: float) -> None:
    """Give each employed resident a job: the share `own_town` looks in its own town first, the rest anywhere."""
    workers = np.flatnonzero(residents.activity == Activity.EMPLOYED)
    workers = workers[np.argsort(uniform(key(0, "build.worker"), workers), kind="stable")]
    jobs = np.repeat(np.arange(cells.size), cells.ravel())[_shuffle("build.job", len(workers))]
    town = np.unravel_index(jobs, cells.shape)[0]
    home = residents.town[workers]
    given = np.full(len(workers), -1)
    is_taken = np.zeros(len(jobs), dtype=bool)
    for place in range(cells.shape[0]):
        living, offered = np.flatnonzero(home == place), np.flatnonzero(town == place)
        count = min(int(own_town * len(living)), len(offered))
        given[living[:count]] = jobs[offered[:count]]
        is_taken[offered[:count]] = True
    given[given < 0] = jobs[~is_taken]
    work_town, sector, skill = np.unravel_index(given, cells.shape)
    residents.work_town[workers], residents.work_sector[workers] = work_town, sector
    residents.skill[workers] = skill  # the job says which certificate its holder has


def _efficiency(residents: Residents, spread: float) -> None:
    """Own wage over the mean of the cell of sector and skill; those without work form cells of their own."""
    values = np.exp(spread * normal(key(0, "build.efficiency"), np.arange(len(residents))))
    cell = (residents.work_sector.astype(np.int64) + 1) * 3 + residents.skill
    mean = np.bincount(cell, values) / np.maximum(np.bincount(cell), 1)
    residents.efficiency[:] = values / mean[cell]


def _wages(accounts: DistrictAccounts, tables: Tables, jobs: NDArray, residents: Residents) -> NDArray:
    """Wages of the table scaled sector by sector to pay out the labour compensation of the accounts."""
    heads = jobs.sum(axis=0)
    farmers = residents.activity == Activity.SELF_EMPLOYED
    heads[AGRICULTURE] = np.bincount(residents.skill[farmers], residents.weight[farmers], minlength=3)
    bill = 12.0 * (heads * tables.wages).sum(axis=1)
    mean = accounts.labour_compensation.sum() / bill.sum()
    factor = np.divide(accounts.labour_compensation, bill, out=np.full(len(bill), mean), where=bill > 0)
    return tables.wages * factor[:, None]


def _households(
    region: dict, homes: dict, residents: Residents, wages: NDArray, mean_wage: float, scale: float
) -> Households:
    rows = len(homes["town"])
    ids = np.arange(rows)
    weight = np.full(rows, float(np.float32(1.0 / scale)))  # as residents: what they earn adds up by household
    income = _incomes(region, residents, wages, mean_wage)
    expected = np.bincount(residents.household, income, minlength=rows)
    def spread(name: str) -> NDArray:
        values = np.exp(region["synthesis"]["wealth_spread"] * normal(key(0, name), ids)) * homes["members"]
        return values / weighted_sum(weight, values)
    return Households(
        rows, id=ids + 1, weight=weight, town=homes["town"], members=homes["members"],
        equity_share=spread("build.equity"), income=expected, income_expected=expected, consumption=expected * 0.0,
        deposits=spread("build.deposits") * region["deposits_households"],
        loans=spread("build.loans") * region["loans_households"],
    )  # fmt: skip


def _incomes(region: dict, residents: Residents, wages: NDArray, mean_wage: float) -> NDArray:
    """Wage or pension of each resident, without the employer's contributions."""
    net = 1.0 / (1.0 + region["employer_contribution_rate"] * region["contribution_base_share"])
    activity = residents.activity
    income = np.zeros(len(residents))
    at_work = np.isin(activity, (Activity.EMPLOYED, Activity.SELF_EMPLOYED))
    income[at_work] = wages[residents.work_sector[at_work], residents.skill[at_work]] * residents.efficiency[at_work]
    outside = activity == Activity.OUT_COMMUTER
    income[outside] = region["synthesis"]["outside_wage"] * mean_wage * residents.efficiency[outside]
    income[activity == Activity.RETIRED] = region["pension_over_wage"] * mean_wage
    return income * net
