"""What a recorded series is called: for files, axes and the data dictionary."""

from collections.abc import Mapping

import sim.month  # noqa: F401  (phases declare their series when they are imported)
from sim.series import SERIES, find


def describe(series: str) -> Mapping[str, str]:
    """Names, unit and place in the plan of a series; raises KeyError when it is not declared."""
    declared = find(series)
    # A series declared for any dimension says which one it is.
    suffix = "" if series in SERIES else f" ({series.partition('.')[2]})"
    return {"zh": declared.zh + suffix, "en": declared.en + suffix, "unit": declared.unit, "plan": declared.plan}
