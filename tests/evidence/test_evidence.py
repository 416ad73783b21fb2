"""The evidence table is what the model gives. In or out of a band is a finding, never a reason to pass or fail."""

import numpy as np
import pytest

from scenarios.details import reference
from tests.evidence import table
from tests.liveness.published import assert_published

pytestmark = pytest.mark.timeout(1200)  # the first test waits for all runs
WORDS = {"assumption": "", "references": "", "none": ""}


@pytest.fixture(scope="module")
def found() -> dict[str, np.ndarray]:
    return table.compare()


def test_the_published_table_is_what_the_model_gives(found):
    assert_published(table.FILE, table.MARK, table.table(found))


def test_every_estimate_has_a_band_and_every_band_an_estimate(found):
    assert set(found) == set(table.bands())
    assert all(np.isfinite(values).all() for values in found.values())


def test_bands_are_ranges_with_a_known_source():
    for name, band in table.bands().items():
        assert band["low"] < band["high"], name
        assert band["zh"], name
        for key in band["source"].split(";"):
            assert key.strip() == "assumption" or reference(key.strip(), WORDS) != f"{key.strip()}: ", name
            assert len(band["note"]) > 20, name
