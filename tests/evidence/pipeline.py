"""How long projects take, seen in the run: from land to start and from start to production."""

import numpy as np

from agents.projects import Stage
from scenarios.tasks import HISTORY_MONTHS
from tests.evidence.runs import Start

MONTHS = 48


def estimate(start: Start) -> dict[str, float]:
    """Medians over projects that passed both ends within the run; land is noted month by month."""
    region = start.past.branch(start.changed())
    stage = region.state.projects.stage.copy()
    landed, producing = (np.full(len(stage), -1) for _ in range(2))
    for month in range(HISTORY_MONTHS + 1, MONTHS + 1):
        region.run_for(1)
        now = region.state.projects.stage
        landed[(stage < Stage.LAND) & (now >= Stage.LAND)] = month
        producing[(stage < Stage.PRODUCING) & (now >= Stage.PRODUCING)] = month
        stage = now.copy()
    started = region.state.projects.started
    both = (landed > 0) & (started >= landed)
    made = (producing > 0) & (started > 0)
    return {
        "months_to_start": float(np.median(started[both] - landed[both])),
        "months_to_production": float(np.median(producing[made] - started[made])),
    }
