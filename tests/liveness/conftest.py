"""All pairs of runs once for the session."""

import pytest

from scenarios.measures import measures
from tests.liveness import measures as alone


@pytest.fixture(scope="session")
def outcomes() -> tuple:
    """Sums of rows and figures with every modelled measure doubled and removed alone: see `measures.compare`."""
    return alone.compare([key for key, measure in measures().items() if measure.is_modelled])
