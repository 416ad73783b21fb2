"""The few published figures of 2023: what stands beside the simulated ones, and which of them weigh the draws.

Why a file of its own (conf/observations/): no simulated number depends on them. A value of the model that is set from
one says so in its own declaration, and `role` says it here: such a figure does not weigh, it would count twice.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

ASSUMPTION = "assumption"
SCOPES = ("district", "neighbour", "city", "province")
ROLES = ("check", "driver", "start", "assumption")
GIVEN = ("driver", "start")  # roles of figures the model has been told


@dataclass(frozen=True)
class Known:
    """One published figure: of what, where, how well known, and what the model has already been told of it."""

    statistic: str
    zh: str
    en: str
    unit: str
    decimals: int
    value: float
    scope: str
    place_zh: str
    place_en: str
    source: str
    confidence: str
    role: str
    note: str
    low: float | None = None
    high: float | None = None
    # One standard deviation each: of publication, and of the district from the place. With an error it weighs draws.
    error: float | None = None
    discrepancy: float | None = None


@dataclass(frozen=True)
class Weighing:
    """How draws are weighed by observations: correlations of discrepancies, effective draws kept, errors of bulletins.

    `floor` is a share of the draws. `growth_error` is in percentage points, `level_error` a share of the figure.
    """

    same_statistic: float
    other_statistics: float
    floor: float
    growth_error: float
    level_error: float


@dataclass(frozen=True)
class UsualAccount:
    """What districts of this kind usually have of a public account, percent of the product of a year."""

    figure: str
    low: float
    high: float
    source: str
    note: str


COLUMNS = tuple(field.name for field in fields(Known))
GIVEN_BY_SCOPE = "discrepancy"  # the one column that rows do not state themselves
WEIGHING_COLUMNS = ("name", "value")
ACCOUNT_COLUMNS = tuple(field.name for field in fields(UsualAccount))


def load_known(path: Path) -> tuple[Known, ...]:
    """Read a file of known figures; the confidence of a row is that of its source unless the row states its own.

    Raises ValueError naming the row and key that cannot be used.
    """
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    sources = yaml.load((path.parents[1] / "sources.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    apart = document.get(GIVEN_BY_SCOPE) or {}
    found = tuple(_known(row, sources, path.name, apart) for row in document["figures"])
    keys = [(figure.statistic, figure.scope) for figure in found]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"{path.name}: {key[0]} is given twice for scope '{key[1]}'; one row for each is allowed.")
    return found


def load_accounts(path: Path) -> tuple[UsualAccount, ...]:
    """Read the usual public accounts of a file of known figures, none where it has none.

    Raises ValueError naming the row and key that cannot be used.
    """
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    sources = yaml.load((path.parents[1] / "sources.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_account(row, sources, path.name) for row in document.get("accounts", ()))


def load_weighing(path: Path) -> Weighing:
    """Read how draws are weighed.

    Raises ValueError naming the key that is missing, not known or outside of its range.
    """
    section = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).get("weighing") or {}
    wanted = [field.name for field in fields(Weighing)]
    if set(section) != set(wanted):
        found = ", ".join(sorted(section)) or "nothing"
        raise ValueError(f"{path.name}: weighing has {found}; its keys are {', '.join(wanted)}.")
    for name, leaf in section.items():
        if not leaf["low"] <= leaf["value"] <= leaf["high"]:
            allowed = f"{leaf['low']} to {leaf['high']}"
            raise ValueError(f"{path.name}: weighing.{name} is {leaf['value']}; allowed are {allowed}.")
    weighing = Weighing(**{name: float(section[name]["value"]) for name in wanted})
    if weighing.other_statistics > weighing.same_statistic:
        raise ValueError(
            f"{path.name}: weighing.other_statistics is {weighing.other_statistics:g}, above same_statistic "
            f"{weighing.same_statistic:g}; two places agree more about one statistic than about two."
        )
    return weighing


def weighing_rows(weighing: Weighing | None) -> list[dict[str, Any]]:
    """One row per setting for definitions/weighing.csv; none where the goals file names no observations."""
    return [] if weighing is None else [{"name": name, "value": value} for name, value in asdict(weighing).items()]


def rows(known: tuple[Known, ...] | tuple[UsualAccount, ...]) -> list[dict[str, Any]]:
    """One row per figure for definitions/known_2023.csv or definitions/accounts.csv."""
    return [asdict(figure) for figure in known]


def _known(
    row: Mapping[str, Any], sources: Mapping[str, Any], file: str, apart: Mapping[str, Mapping[str, Any]]
) -> Known:  # fmt: skip
    name = f"{file}: {row.get('statistic')} ({row.get('scope')})"
    source = _source(row, sources, name)
    for key, allowed in (("scope", SCOPES), ("role", ROLES)):
        if row.get(key) not in allowed:
            raise ValueError(f"{name} has {key} '{row.get(key)}'; allowed are {', '.join(allowed)}.")
    if (source == ASSUMPTION) != (row["role"] == ASSUMPTION):
        raise ValueError(f"{name}: source and role must both be {ASSUMPTION}, or neither.")
    confidence = ASSUMPTION if source == ASSUMPTION else row.get("confidence", sources[source]["confidence"])
    try:
        if GIVEN_BY_SCOPE in row:
            raise TypeError(f"{GIVEN_BY_SCOPE} is given once for each scope")
        known = Known(**{**row, "confidence": confidence, "value": float(row["value"])})
    except (KeyError, TypeError) as error:
        allowed = ", ".join(column for column in COLUMNS if column != GIVEN_BY_SCOPE)
        raise ValueError(f"{name} cannot be read ({error}); its keys are {allowed}.") from error
    return known if known.error is None else _weighing(known, apart, name)


def _weighing(known: Known, apart: Mapping[str, Mapping[str, Any]], name: str) -> Known:
    """A figure that weighs, with the discrepancy of its scope.

    Raises ValueError where the model was given the figure, its error is no error, or its scope has no discrepancy.
    """
    if known.role in GIVEN:
        raise ValueError(f"{name} has role {known.role} and an error; what the model was given does not weigh draws.")
    assert known.error is not None
    if known.error <= 0:
        raise ValueError(f"{name} has error {known.error:g}; it is above 0: a rounded figure has half a unit at least.")
    if known.scope not in apart:
        raise ValueError(f"{name} has an error, but discrepancy.{known.scope} is missing; give its points and share.")
    of_scope = apart[known.scope]
    size = of_scope["points"] if known.unit == "percent" else of_scope["share"] * abs(known.value)
    return replace(known, discrepancy=float(size))


def _account(row: Mapping[str, Any], sources: Mapping[str, Any], file: str) -> UsualAccount:
    name = f"{file}: accounts, {row.get('figure')}"
    _source(row, sources, name)
    try:
        account = UsualAccount(**{**row, "low": float(row["low"]), "high": float(row["high"])})
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{name} cannot be read ({error}); its keys are {', '.join(ACCOUNT_COLUMNS)}.") from error
    if not account.low < account.high:
        raise ValueError(f"{name} has low {account.low:g} and high {account.high:g}; low must lie below high.")
    return account


def _source(row: Mapping[str, Any], sources: Mapping[str, Any], name: str) -> str:
    source = str(row.get("source"))
    if source != ASSUMPTION and source not in sources:
        raise ValueError(f"{name} has source '{source}'; write a key of conf/sources.yaml or {ASSUMPTION}.")
    return source
