"""Farms and investment projects, complete at every scale."""

import numpy as np
from numpy.typing import NDArray

from agents.classes import MANUFACTURING, SECTOR
from agents.farms import FARM_KINDS, Farms
from agents.projects import PROJECT_KINDS, Projects, Stage
from sim.district.balance import DistrictAccounts
from sim.district.model import Tables
from sim.randomness import key, normal, uniform

FARM_COUNTS = ("grain_growers", "vegetable_farms", "aquaculture_farms", "fruit_farms", "cooperatives")
LAND_SHARES = np.array([0.35, 0.15, 0.15, 0.15, 0.2])  # Assumption: arable land by kind of farm.
GRAIN_ODDS = np.array([1.0, 0.2, 0.0, 0.0, 0.5])  # Assumption: how much of its land a kind gives to grain.
VALUE_PER_MU = np.array([1.0, 4.0, 5.0, 3.5, 2.0])  # Assumption: output of a mu relative to grain.
MARGIN_OTHER = np.array([500.0, 2000.0, 3000.0, 2500.0, 1200.0])  # Assumption: yuan a mu of the other crop.
YIELD_GRAIN = 450.0  # Assumption: kg a mu, provincial level.
FARM_SPREAD = 0.7  # Assumption: log spread of farm sizes.
FARM_DEPOSIT_MONTHS, FARM_LOAN_MONTHS = 2.0, 3.0  # Assumption: money and loans in months of output.

FIRST_MONTH_2024 = 13  # month 1 is January 2023
MONTHS = 12
LISTED, NEW, PROVINCIAL, KEY, EARLIER = 449, 163, 8, 62, 140  # clauses 1 and 4; Assumption: the earlier ones.
KIND_COUNTS = (190, 110, 70, 59, 20)  # Assumption: the 449 by kind.
PLAN_2024 = np.array([150e8, 233.6e8, 60e8, 40e8, 16.4e8])  # Assumption: yuan by kind; 0.8 of 17.2 is yard and port.
PLAN_PROVINCIAL, PLAN_KEY = 25e8, 93.9e8  # clause 1; Assumption: the 8 are among the 62.
PLAN_2023 = 495e8  # Assumption: spending of 2023, one per cent below the plan of 2024.
START_TARGETS = (0.2, 0.5, 0.75, 1.0)  # clause 4; Assumption: the whole list is planned although 95 % is asked.
TRANSPORT = PROJECT_KINDS.index("transport")
INDUSTRY_KIND = PROJECT_KINDS.index("industry")
PERMITTED_SHARE = 0.25  # Assumption: carried-over projects that start only in 2023.
DURATIONS = (24, 49)  # Assumption: months of building.
LAG_MEDIANS = np.array([5.0, 2.0, 3.0, 1.5])  # Assumption: months from gate to gate.
LAG_SPREAD = 0.4  # Assumption: log spread of lags.
SIZE_SPREAD = 1.0  # Assumption: log spread of project sizes.
SCHEDULE_SLACK = 1.0  # Assumption: plans leave a month of slack.
LAND_NEW = 2000.0  # Assumption: mu all new projects want together, as much as the quota planned in clause 59.
NEW_LAND_OTHERS = 0.3  # Assumption: land of other kinds relative to industry.
KIND_SECTORS = (
    MANUFACTURING,
    (SECTOR["info_software"], SECTOR["real_estate"], SECTOR["real_estate"], SECTOR["leasing_business"]),
    (SECTOR["utilities"], SECTOR["public_admin"]),
    (SECTOR["education"], SECTOR["health_social"]),
    (SECTOR["transport_post"],),
)  # Assumption: sectors that will use a project, equally likely.
TOWN_COUNT = 8
# Assumption: candidates a month from 2024 on, for how many months, and what part of them signs as a rule.
CANDIDATES, CANDIDATE_MONTHS, SIGNING = 28, 60, 0.5


def build_farms(region: dict, accounts: DistrictAccounts, tables: Tables) -> Farms:
    """Farms by kind on all arable land; grain land and output add up to the region's totals."""
    kind = np.repeat(np.arange(len(FARM_KINDS)), [int(region[name]) for name in FARM_COUNTS])
    count, ids = len(kind), np.arange(len(kind))
    odds = np.cumsum(tables.town_farmland) / tables.town_farmland.sum()
    town = np.minimum(np.searchsorted(odds, uniform(key(0, "build.farm_town"), ids)), len(odds) - 1)
    size = np.exp(FARM_SPREAD * normal(key(0, "build.farm_size"), ids))
    land = _rake(size, kind, town, LAND_SHARES, tables.town_farmland) * region["arable_mu"]
    grain = land * GRAIN_ODDS[kind]
    for _ in range(50):  # a farm cannot sow more than its land: the others take up the rest
        grain = np.minimum(grain * region["grain_mu"] / grain.sum(), land)
    value = land * VALUE_PER_MU[kind]
    output = value / value.sum() * accounts.output[SECTOR["agriculture"]] / MONTHS
    return Farms(
        count, id=ids + 1, weight=np.ones(count), kind=kind, town=town, land=land, grain_land=grain,
        land_standard=land * min(region["high_standard_mu"] / region["arable_mu"], 1.0),
        yield_grain=np.full(count, YIELD_GRAIN), margin_other=MARGIN_OTHER[kind], output=output,
        deposits=FARM_DEPOSIT_MONTHS * output, loans=FARM_LOAN_MONTHS * output,
        income=output * accounts.value_added[0] / accounts.output[0],
    )  # fmt: skip


def _rake(size: NDArray, kind: NDArray, town: NDArray, by_kind: NDArray, by_town: NDArray) -> NDArray:
    """Shares of land that add up by kind and, as nearly as the farms there allow, by town."""
    share = size.copy()
    for _ in range(100):
        share *= (by_kind / by_kind.sum() / np.bincount(kind, share, minlength=len(by_kind)))[kind]
        found = np.bincount(town, share, minlength=len(by_town))
        wanted = np.where(found > 0, by_town, 0.0)
        share *= (wanted / wanted.sum() / np.maximum(found, 1e-300))[town]
    return share


def build_projects(region: dict, policy: dict | None) -> Projects:
    """The 449 of 2024 (163 new) and earlier ones that finish in 2023; `policy` may give other planned spending."""
    measure = (policy or {}).get("investment", {}).get("m01", {})
    plan_provincial = measure.get("provincial_investment", PLAN_PROVINCIAL)
    plan_key = measure.get("key_investment", PLAN_KEY)
    count = LISTED + EARLIER + CANDIDATES * CANDIDATE_MONTHS
    ids = np.arange(count)
    is_candidate = ids >= LISTED + EARLIER
    order = np.argsort(uniform(key(0, "build.project_kind"), np.arange(LISTED)), kind="stable")
    kind = np.concatenate((np.repeat(np.arange(5), KIND_COUNTS)[order],
                           np.minimum(uniform(key(0, "build.earlier_kind"), np.arange(EARLIER)) * 5, 4).astype(int),
                           _kinds_of_candidates()))
    is_listed = ids < LISTED
    is_new = ids < NEW
    candidates = np.flatnonzero(is_listed & (kind != TRANSPORT))
    ranked = candidates[np.argsort(uniform(key(0, "build.project_key"), candidates), kind="stable")]
    is_key, is_provincial = np.isin(ids, ranked[:KEY]), np.isin(ids, ranked[:PROVINCIAL])
    time = _timing(ids, is_new, is_listed)
    _date_candidates(time, is_candidate)
    total = np.exp(SIZE_SPREAD * normal(key(0, "build.project_size"), ids))
    built = ~is_candidate
    total[built] = _scale_totals(
        total[built], {name: values[built] for name, values in time.items()}, kind[built], is_listed[built],
        is_key[built], is_provincial[built], plan_provincial, plan_key,
    )  # fmt: skip
    _size_candidates(total, kind, is_candidate)
    needs = is_new | is_candidate
    land = np.where(needs, total * np.where(kind == INDUSTRY_KIND, 1.0, NEW_LAND_OTHERS), 0.0)
    energy = np.where(needs & (kind == INDUSTRY_KIND), total, 0.0)
    draw = uniform(key(0, "build.project_sector"), ids)
    sector = [KIND_SECTORS[k][int(d * len(KIND_SECTORS[k]))] for k, d in zip(kind, draw, strict=True)]
    return Projects(
        count, id=ids + 1, weight=np.ones(count), kind=kind, sector=np.array(sector), is_new=is_new,
        town=(uniform(key(0, "build.project_town"), ids) * TOWN_COUNT).astype(int), is_listed=is_listed,
        is_candidate=is_candidate, is_provincial=is_provincial, is_key=is_key, total=total,
        land_need=land / land[is_new].sum() * LAND_NEW,
        energy_need=energy / energy[is_new].sum() * region["energy_need_new_projects"],
        duration=time["duration"], lag=time["lag"], planned_start=time["start"], stage=time["stage"],
        waited=time["waited"], started=time["started"], spent=time["spent_share"] * total,
    )  # fmt: skip


def _kinds_of_candidates() -> NDArray:
    """Kinds of candidates in the proportions of the list, mixed over the months."""
    odds = np.cumsum(KIND_COUNTS) / LISTED
    draws = uniform(key(0, "build.candidate_kind"), np.arange(CANDIDATES * CANDIDATE_MONTHS))
    return np.searchsorted(odds, draws, side="right")


def _date_candidates(time: dict[str, NDArray], is_candidate: NDArray) -> None:
    """In place: candidates decide month by month from January 2024 on; until then nothing of them is signed."""
    number = np.arange(int(is_candidate.sum()))
    time["start"][is_candidate] = FIRST_MONTH_2024 + number // CANDIDATES
    for name, value in (("stage", int(Stage.CANDIDATE)), ("waited", 0.0), ("started", -1), ("spent_share", 0.0)):
        time[name][is_candidate] = value


def _size_candidates(total: NDArray, kind: NDArray, is_candidate: NDArray) -> None:
    """In place: the candidates of a year that sign add up to a year's spending of their kind, so that it goes on."""
    years = CANDIDATE_MONTHS / MONTHS
    for code, plan in enumerate(PLAN_2024):
        rows = is_candidate & (kind == code)
        total[rows] *= plan * years / (SIGNING * total[rows].sum())


def _timing(ids: NDArray, is_new: NDArray, is_listed: NDArray) -> dict[str, NDArray]:
    """Duration, start, stage and share spent at the end of 2022; month 1 is January 2023."""
    low, high = DURATIONS
    duration = low + (uniform(key(0, "build.duration"), ids) * (high - low)).astype(int)
    draw = uniform(key(0, "build.elapsed"), ids)
    # Carried over: old enough to have started, young enough to reach into 2024. Earlier ones end within 2023.
    ran = np.where(is_listed, 1 + (draw * (duration - MONTHS - 2)).astype(int), duration - 1 - (draw * 11).astype(int))
    is_permitted = is_listed & ~is_new & (uniform(key(0, "build.permitted"), ids) < PERMITTED_SHARE)
    start = np.where(is_permitted, 1 + (draw * MONTHS).astype(int), 1 - ran)
    start[is_new] = _planned_starts(int(is_new.sum()))
    noise = np.stack([normal(key(0, "build.lag", gate), ids) for gate in range(len(LAG_MEDIANS))], axis=1)
    lag = LAG_MEDIANS * np.exp(LAG_SPREAD * noise)
    # A project that is to start later than its lags need is not signed yet: its waiting is still negative.
    elapsed = lag.sum(axis=1) + SCHEDULE_SLACK - start
    passed = np.cumsum(lag, axis=1)
    stage = np.minimum((passed <= elapsed[:, None]).sum(axis=1), int(Stage.PERMITTED))
    waited = elapsed - np.where(stage > 0, passed[np.arange(len(ids)), np.maximum(stage - 1, 0)], 0.0)
    stage, waited = np.where(is_new, stage, Stage.PERMITTED), np.where(is_new, waited, lag[:, 3] - start)
    is_started = start < 1
    return {
        "duration": duration.astype(float), "start": start, "lag": lag, "started": np.where(is_started, start, -1),
        "stage": np.where(is_started, int(Stage.STARTED), stage), "waited": np.where(is_started, 0.0, waited),
        "spent_share": np.where(is_started, (1 - start) / duration, 0.0),
    }  # fmt: skip


def _planned_starts(count: int) -> NDArray:
    """Months of 2024 in which the plan starts its new projects: quarter by quarter as clause 4 asks."""
    last = np.ceil(np.array(START_TARGETS) * count).astype(int)
    quarter = np.searchsorted(last, np.arange(count), side="right")
    within = (uniform(key(0, "build.start_month"), np.arange(count)) * 3).astype(int)
    starts = FIRST_MONTH_2024 + 3 * quarter + within
    return starts[np.argsort(uniform(key(0, "build.start_order"), np.arange(count)), kind="stable")]


def share_spent_in(start: NDArray, duration: NDArray, first_month: int) -> NDArray:
    """Share of the total an even profile spends in the twelve months from `first_month` if all goes to plan."""
    done_before = np.clip((first_month - start) / duration, 0.0, 1.0)
    return np.clip((first_month + MONTHS - start) / duration, 0.0, 1.0) - done_before


def _scale_totals(total, time, kind, is_listed, is_key, is_provincial, plan_provincial, plan_key) -> NDArray:
    """Totals scaled list by list until planned spending of 2024 and of 2023 are the assumed ones."""
    in_2024 = share_spent_in(time["start"], time["duration"], FIRST_MONTH_2024)
    in_2023 = share_spent_in(time["start"], time["duration"], FIRST_MONTH_2024 - MONTHS)
    def fit(rows: NDArray, share: NDArray, wanted: float) -> None:
        if wanted <= 0.0:
            raise ValueError(f"nothing is left for {rows.sum()} projects: their planned spending is {wanted:.4g} yuan")
        total[rows] *= wanted / np.dot(total[rows], share[rows])
    fit(is_provincial, in_2024, plan_provincial)
    fit(is_key & ~is_provincial, in_2024, plan_key - plan_provincial)
    for code, plan in enumerate(PLAN_2024):
        fixed = is_key & (kind == code)
        fit(is_listed & ~is_key & (kind == code), in_2024, plan - np.dot(total[fixed], in_2024[fixed]))
    fit(~is_listed, in_2023, PLAN_2023 - np.dot(total[is_listed], in_2023[is_listed]))
    return total
