"""What a recorded series is called: for files, axes and the data dictionary."""

from collections.abc import Mapping

import sim.month  # noqa: F401  (phases declare their series when they are imported)
from sim.series import SERIES, find


def describe(series: str, names: Mapping[str, tuple[str, str]] | None = None) -> Mapping[str, str]:
    """Names, unit and place in the plan of a series; raises KeyError when it is not declared.

    A series declared for any dimension says which one it is; `names` are those dimensions' own, zh and en, by code.
    """
    declared, part = find(series), series.partition(".")[2]
    own = ("", "") if series in SERIES else (names or {}).get(part, (part, part))
    zh, en = (f" ({name})" if name else "" for name in own)
    return {"zh": declared.zh + zh, "en": declared.en + en, "unit": declared.unit, "plan": declared.plan}
