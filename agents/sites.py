"""What an enterprise decides about its land and floor space, and what the owner of a site decides when it is asked for.

Amounts are yuan a year for one mu of floor space or of land, unless said otherwise.
"""

import numpy as np

from agents.rules import choose


def floor_limit(land, density, floor_capacity, progress):
    """Capacity (yuan a month) that the floor space of a site carries; `progress` is how much more it carries by now.

    Assumption: a fixed ratio of machines to floor space with a trend, ranges in conf behaviour.sites.
    """
    return land * density * floor_capacity * progress


def decide_investment_on_floor(wanted, worn, capital, capacity, limit):
    """Add machines only as far as there is floor space to put them on; what wears out is always replaced.

    Assumption: capacity grows in step with capital, so capital may grow by what the floor leaves over capacity.
    """
    spare = np.maximum(limit / np.maximum(capacity, 1.0) - 1.0, 0.0)
    return np.minimum(wanted, worn + capital * spare)
