"""What the referee asked: sentences are true of the stored draws, and these are what the model gives."""

import numpy as np
import pytest

from tests.liveness import experiments
from tests.liveness.experiments import EXPERIMENTS, Experiment, Says
from tests.liveness.published import published

RUN_AGAIN = (5,)  # a draw that is simulated here; numbers that agree to nine digits by chance do not exist
SAID = [(experiment, says) for experiment in EXPERIMENTS for says in experiment.says]


@pytest.fixture(scope="module")
def found() -> np.ndarray:
    return experiments.stored()


def test_the_stored_draws_are_what_the_model_gives(found: np.ndarray):
    again = experiments.run(RUN_AGAIN)
    # Other libraries round sums another way, and what is rounded differs a little more in each month.
    np.testing.assert_allclose(again, found[list(RUN_AGAIN)], rtol=1e-5, atol=1e-6, err_msg="run: make tables")


def test_every_experiment_says_something_of_a_series_it_shows():
    for experiment in EXPERIMENTS:
        assert experiment.says, experiment.name
        assert {says.series for says in experiment.says} <= {*experiment.series, experiments.GAINED, experiments.LOST}


@pytest.mark.parametrize("case", SAID, ids=lambda case: f"{case[0].name}-{case[1].series}-{case[1].year}")
def test_a_sentence_has_the_sign_it_claims(found: np.ndarray, case: tuple[Experiment, Says]):
    experiment, says = case
    by_draw = experiments.change(found, experiment, says.series)[:, says.year]
    assert experiments.holds(found, experiment, says), f"{says.text} Found: {np.sort(by_draw)}"


def test_a_sentence_that_is_not_true_fails():
    experiment = EXPERIMENTS[1]
    number = experiments.asked().index((experiment.name, "starts.new"))
    made_up = np.ones((20, len(experiments.asked()), 2, 3))
    made_up[:, number, 1, 0] = 0.9  # a tenth fewer in 2024, as many later
    says = [Says("", "starts.new", year, sign) for year in (0, 1) for sign in (-1, 0, 1)]
    assert [experiments.holds(made_up, experiment, each) for each in says] == [True, False, False, False, True, False]
    made_up[:2, number, 1, 0] = 1.1  # two draws of twenty go the other way
    assert not experiments.holds(made_up, experiment, says[0])


def test_the_published_table_is_made_of_the_stored_draws(found: np.ndarray):
    assert published(experiments.FILE, experiments.MARK) == experiments.table(found).strip(), "run: make tables"
