"""Farms and investment projects, complete at every scale."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.classes import MANUFACTURING, SECTOR
from agents.farms import FARM_KINDS, Farms
from agents.projects import PROJECT_KINDS, Projects, Stage
from sim.calendar import MONTHS, QUARTERS
from sim.district.balance import DistrictAccounts
from sim.district.model import Tables
from sim.randomness import key, normal, uniform

FARM_COUNTS = ("grain_growers", "vegetable_farms", "aquaculture_farms", "fruit_farms", "cooperatives")
FIRST_MONTH_2024 = 13  # month 1 is January 2023
GOLDEN = np.array([0.7548776662466927, 0.5698402909980532])  # 1 / g and 1 / g**2 with g**3 = g + 1
TRANSPORT = PROJECT_KINDS.index("transport")
INDUSTRY_KIND = PROJECT_KINDS.index("industry")
KIND_SECTORS = (
    MANUFACTURING,
    (SECTOR["info_software"], SECTOR["real_estate"], SECTOR["real_estate"], SECTOR["leasing_business"]),
    (SECTOR["utilities"], SECTOR["public_admin"]),
    (SECTOR["education"], SECTOR["health_social"]),
    (SECTOR["transport_post"],),
)  # Assumption: sectors that will use a project, equally likely.


def build_farms(region: dict, accounts: DistrictAccounts, tables: Tables) -> Farms:
    """Farms by kind on all arable land; grain land and output add up to the region's totals."""
    terms = region["farms"]
    kind = np.repeat(np.arange(len(FARM_KINDS)), [int(region[name]) for name in FARM_COUNTS])
    count, ids = len(kind), np.arange(len(kind))
    odds = np.cumsum(tables.town_farmland) / tables.town_farmland.sum()
    town = np.minimum(np.searchsorted(odds, uniform(key(0, "build.farm_town"), ids)), len(odds) - 1)
    size = np.exp(terms["size_spread"] * normal(key(0, "build.farm_size"), ids))
    land = _rake(size, kind, town, np.array(terms["land_shares"]), tables.town_farmland) * region["arable_mu"]
    grain = land * np.array(terms["grain_odds"])[kind]
    for _ in range(50):  # a farm cannot sow more than its land: the others take up the rest
        grain = np.minimum(grain * region["grain_mu"] / grain.sum(), land)
    value = land * np.array(terms["value_per_mu"])[kind]
    output = value / value.sum() * accounts.output[SECTOR["agriculture"]] / MONTHS
    return Farms(
        count, id=ids + 1, weight=np.ones(count), kind=kind, town=town, land=land, grain_land=grain,
        land_standard=land * min(region["high_standard_mu"] / region["arable_mu"], 1.0),
        yield_grain=np.full(count, terms["yield_grain"]), output=output,
        margin_other=np.array(terms["margin_other"])[kind],
        deposits=terms["deposit_months"] * output, loans=terms["loan_months"] * output,
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


def wrong_lists(terms: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What of the project lists cannot be: name in region.pipeline, what was found, what is allowed."""
    counts = [int(number) for number in terms["kind_counts"]]
    listed, new, key_ones, provincial = (
        int(terms[f"{name}_projects"]) for name in ("listed", "new", "key", "provincial")
    )
    can_be_key = sum(counts) - counts[TRANSPORT]
    starts = terms["planned_starts"]
    rules = (
        ("kind_counts", sum(counts) == listed, f"kinds that add up to {sum(counts)}", f"{listed}, as listed_projects"),
        ("new_projects", new <= listed, f"{new}", f"at most {listed}, as listed_projects"),
        ("key_projects", key_ones <= can_be_key, f"{key_ones}", f"at most {can_be_key}, the list without transport"),
        ("provincial_projects", provincial <= key_ones, f"{provincial}", f"at most {key_ones}, as key_projects"),
        ("planned_starts", len(starts) == QUARTERS and starts == sorted(starts) and starts[-1] == 1.0, f"{starts}",
         "a share by quarter, none below the one before, the last 1"),
    )  # fmt: skip
    return [(name, found, allowed) for name, holds, found, allowed in rules if not holds]


def build_projects(region: dict, towns: int) -> Projects:
    """The listed projects of 2024, new ones first, earlier ones that finish in 2023, and candidates for the time after.

    Raises ValueError where the lists cannot be, or where nothing carries what is planned.
    """
    terms = region["pipeline"]
    for name, found, allowed in wrong_lists(terms):
        raise ValueError(f"region.pipeline.{name}: {found}; allowed is {allowed}")
    listed, new = int(terms["listed_projects"]), int(terms["new_projects"])
    older = listed + int(terms["earlier_projects"])
    count = older + int(terms["candidates_monthly"]) * int(terms["candidate_months"])
    ids = np.arange(count)
    is_candidate, is_listed, is_new = ids >= older, ids < listed, ids < new
    kind = _kinds(terms, older - listed, count - older)
    candidates = np.flatnonzero(is_listed & (kind != TRANSPORT))
    ranked = candidates[np.argsort(uniform(key(0, "build.project_key"), candidates), kind="stable")]
    is_key, is_provincial = (np.isin(ids, ranked[: int(terms[f"{name}_projects"])]) for name in ("key", "provincial"))
    total = np.exp(terms["size_spread"] * normal(key(0, "build.project_size"), ids))
    time = _timing(terms, ids, is_new, is_listed, _spread_evenly(total, (kind, is_listed, is_new)))
    _date_candidates(time, is_candidate, int(terms["candidates_monthly"]))
    built = ~is_candidate
    total[built] = _scale_totals(
        terms, total[built], {name: values[built] for name, values in time.items()}, kind[built], is_listed[built],
        is_key[built], is_provincial[built],
    )  # fmt: skip
    _size_candidates(terms, total, kind, is_candidate)
    needs = is_new | is_candidate
    land = total * np.where(kind == INDUSTRY_KIND, 1.0, terms["land_of_others"])
    energy = np.where(needs & (kind == INDUSTRY_KIND), total, 0.0)
    draw = uniform(key(0, "build.project_sector"), ids)
    sector = [KIND_SECTORS[k][int(d * len(KIND_SECTORS[k]))] for k, d in zip(kind, draw, strict=True)]
    return Projects(
        count, id=ids + 1, weight=np.ones(count), kind=kind, sector=np.array(sector), is_new=is_new,
        town=(uniform(key(0, "build.project_town"), ids) * towns).astype(int), is_listed=is_listed,
        is_candidate=is_candidate, is_provincial=is_provincial, is_key=is_key, total=total,
        land_need=land / land[is_new].sum() * terms["land_new"],
        energy_need=energy / energy[is_new].sum() * region["energy_need_new_projects"],
        duration=time["duration"], lag=time["lag"], planned_start=time["start"], stage=time["stage"],
        waited=time["waited"], started=time["started"], spent=time["spent_share"] * total,
    )  # fmt: skip


def _kinds(terms: dict, earlier: int, candidates: int) -> NDArray:
    """Kinds of the list, and of earlier ones and candidates in the proportions of the list."""
    counts = [int(number) for number in terms["kind_counts"]]
    listed = sum(counts)
    order = np.argsort(uniform(key(0, "build.project_kind"), np.arange(listed)), kind="stable")
    kinds = len(counts)
    before = np.searchsorted(np.cumsum(counts) / listed, (np.arange(earlier) + 0.5) / max(earlier, 1), side="right")
    draws = uniform(key(0, "build.candidate_kind"), np.arange(candidates))
    after = np.searchsorted(np.cumsum(counts) / listed, draws, side="right")
    return np.concatenate((np.repeat(np.arange(kinds), counts)[order], before, after))


def _date_candidates(time: dict[str, NDArray], is_candidate: NDArray, monthly: int) -> None:
    """In place: candidates decide month by month from January 2024 on; until then nothing of them is signed."""
    number = np.arange(int(is_candidate.sum()))
    time["start"][is_candidate] = FIRST_MONTH_2024 + number // max(monthly, 1)
    for name, value in (("stage", int(Stage.CANDIDATE)), ("waited", 0.0), ("started", -1), ("spent_share", 0.0)):
        time[name][is_candidate] = value


def _size_candidates(terms: dict, total: NDArray, kind: NDArray, is_candidate: NDArray) -> None:
    """In place: totals of a year's candidates are a multiple of a year's spending of their kind."""
    years = terms["candidate_months"] / MONTHS
    for code, plan in enumerate(terms["plan_2024"]):
        rows = is_candidate & (kind == code)
        total[rows] *= plan * years * terms["candidate_size"] / total[rows].sum()


def _spread_evenly(size: NDArray, groups: tuple[NDArray, ...]) -> NDArray:
    """Two numbers from 0 to 1 for each project that fill the square evenly within its group, (projects, 2).

    In the order of size, by the golden ratio of two dimensions: ages and durations of large and small projects are as
    those of all. By lot, a handful of large ones would say for all draws which year has the works of a whole kind.
    """
    order = np.lexsort((size, *groups))
    changes = np.any([np.diff(group[order], prepend=group[order][:1]) != 0 for group in groups], axis=0)
    first = np.maximum.accumulate(np.where(changes, np.arange(len(order)), 0))
    rank = np.empty(len(order))
    rank[order] = np.arange(len(order)) - first + 0.5
    return (rank[:, None] * GOLDEN) % 1.0


def _timing(
    terms: dict, ids: NDArray, is_new: NDArray, is_listed: NDArray, even: NDArray
) -> dict[str, NDArray]:
    """Duration, start, stage and share spent at the end of 2022; month 1 is January 2023.

    Without slack in the schedule: that of a draw is added on its first day (`sim/start/pipeline.py`). Projects begin at
    a steady pace. Who is under way on a day is met the likelier the longer it takes, at any age.
    """
    low, high = int(terms["duration_least"]), int(terms["duration_most"]) + 1
    is_carried = is_listed & ~is_new
    longer = np.sqrt(low**2 + even[:, 0] * (high**2 - low**2))  # odds in proportion to the duration
    duration = np.where(is_carried, longer, low + even[:, 0] * (high - low)).astype(int)
    ran = 1 + (even[:, 1] * (duration - 1)).astype(int)  # by the end of 2023
    ends = (even[:, 1] * MONTHS).astype(int)  # earlier ones: their last month is one of 2023
    start = np.where(is_listed, FIRST_MONTH_2024 - ran, 2 + ends - duration)
    start[is_new] = _planned_starts(terms["planned_starts"], int(is_new.sum()))
    medians = np.array(terms["lag_medians"])
    noise = np.stack([normal(key(0, "build.lag", gate), ids) for gate in range(len(medians))], axis=1)
    lag = medians * np.exp(terms["lag_spread"] * noise)
    # A project that is to start later than its lags need is not signed yet: its waiting is still negative.
    elapsed = lag.sum(axis=1) - start
    passed = np.cumsum(lag, axis=1)
    stage = np.minimum((passed <= elapsed[:, None]).sum(axis=1), int(Stage.PERMITTED))
    waited = elapsed - np.where(stage > 0, passed[np.arange(len(ids)), np.maximum(stage - 1, 0)], 0.0)
    stage, waited = np.where(is_new, stage, Stage.PERMITTED), np.where(
        is_new, waited, lag[:, -1] - start)
    is_started = start < 1
    return {
        "duration": duration.astype(float), "start": start, "lag": lag, "started": np.where(is_started, start, -1),
        "stage": np.where(is_started, int(Stage.STARTED), stage), "waited": np.where(is_started, 0.0, waited),
        "spent_share": np.where(is_started, (1 - start) / duration, 0.0),
    }  # fmt: skip


def _planned_starts(shares: list[float], count: int) -> NDArray:
    """Months of 2024 in which owners plan to start their new projects: quarter by quarter as clause 4 asks."""
    last = np.ceil(np.array(shares) * count).astype(int)
    quarter = np.searchsorted(last, np.arange(count), side="right")
    within = (uniform(key(0, "build.start_month"), np.arange(count)) * 3).astype(int)
    starts = FIRST_MONTH_2024 + 3 * quarter + within
    return starts[np.argsort(uniform(key(0, "build.start_order"), np.arange(count)), kind="stable")]


def share_spent_in(start: NDArray, duration: NDArray, first_month: int) -> NDArray:
    """Share of the total an even profile spends in the twelve months from `first_month` if all goes to plan."""
    done_before = np.clip((first_month - start) / duration, 0.0, 1.0)
    return np.clip((first_month + MONTHS - start) / duration, 0.0, 1.0) - done_before


def _scale_totals(terms, total, time, kind, is_listed, is_key, is_provincial) -> NDArray:
    """Totals scaled list by list until planned spending of 2024 and of 2023 are the assumed ones."""
    in_2024 = share_spent_in(time["start"], time["duration"], FIRST_MONTH_2024)
    in_2023 = share_spent_in(time["start"], time["duration"], FIRST_MONTH_2024 - MONTHS)

    def fit(rows: NDArray, share: NDArray, wanted: float) -> None:
        if not rows.any() and wanted == 0.0:
            return
        if not rows.any() or wanted <= 0.0:
            raise ValueError(f"region.pipeline: {rows.sum()} projects are to spend {wanted:.4g} yuan of a plan; "
                             "the plans of a list and of its parts do not fit their counts")
        total[rows] *= wanted / np.dot(total[rows], share[rows])
    fit(is_provincial, in_2024, terms["provincial_plan"])
    fit(is_key & ~is_provincial, in_2024, terms["key_plan"] - terms["provincial_plan"])
    for code, plan in enumerate(terms["plan_2024"]):
        fixed = is_key & (kind == code)
        fit(is_listed & ~is_key & (kind == code), in_2024, plan - np.dot(total[fixed], in_2024[fixed]))
    for code, plan in enumerate(terms["plan_2023"]):
        listed, ended = is_listed & (kind == code), ~is_listed & (kind == code)
        # In a short list the works carried over may spend all of it; some have ended in any case.
        left = max(plan - np.dot(total[listed], in_2023[listed]), terms["least_scale"] * plan)
        if ended.any():
            fit(ended, in_2023, left)
    return total
