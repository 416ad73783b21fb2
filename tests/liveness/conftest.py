"""All pairs of runs once for the session."""

import pytest

from tests.liveness.paired import Values, compare


@pytest.fixture(scope="session")
def values() -> Values:
    """Monthly values of every draw, row and variant: see `compare`."""
    return compare()
