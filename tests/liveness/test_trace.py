"""The trace table in conf/policy/README.md says what the code and the runs say."""

from scenarios.measures import measures
from tests.liveness import trace
from tests.liveness.published import published


def test_every_measure_has_a_line_in_the_readme():
    lines = published(trace.FILE, trace.MARK).splitlines()[2:]
    assert [line.split("|")[2].split()[0] for line in lines] == [
        key for key, measure in measures().items() if measure.is_modelled
    ]


def test_the_readme_says_what_the_runs_give(outcomes: tuple):
    assert published(trace.FILE, trace.MARK) == trace.table(*outcomes).strip(), "run: make tables"
