"""All pairs of runs, as stored: read once for the session."""

import pytest

from tests.liveness import measures as alone


@pytest.fixture(scope="session")
def outcomes() -> tuple:
    """Sums of rows and figures with every modelled measure doubled and removed alone: see `measures.stored`."""
    return alone.stored()
