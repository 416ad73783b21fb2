"""Decisions on energy: to ask for more, to need less, to give some up, to move load, and what to do with a roof."""

import numpy as np

from agents.rules import choose


def decide_expansion(profit, fee, user_cost):
    """Ask for quota, and go on asking, while what a tce would earn in a year pays the yearly cost of its fee.

    `profit` is the firm's own for each tce it uses, yuan a year. Assumption: an expansion earns what the plant that
    stands earns. Clause 61.
    """
    return profit >= user_cost * fee


def decide_retrofit(cost, grant, saved, gain):
    """Save a tce where what is saved in the years a firm allows for it, and what else is gained, repays the own part.

    `gain` is what the quota saved is worth: the price paid for it, a fee or a wait spared. All yuan for a tce of yearly
    use. Assumption: payback rule; what paid without a gain was done before. Clauses 20, 61.
    """
    return saved + gain > cost * (1.0 - grant)


def decide_to_close(profit, capital, gain, years):
    """Close a plant where its losses of the years it looks ahead and the price of its energy outweigh its machines.

    `profit` is yuan a month, `gain` what the energy it uses brings once. Assumption: machines are worth their book
    value to who goes on, losses last. Clause 61.
    """
    return (profit < 0.0) & (gain - 12.0 * profit * years > capital)


def decide_shift(reward, cost):
    """Move what can be moved of one's load off the peak where a kWh is paid more than its move costs.

    Assumption: own cost of night work and changed plans, its spread in conf behaviour.energy. Clause 61.
    """
    return reward > cost


def roof_gain(hours, own_use, price, feed_in, aid, upkeep):
    """What a kW of photovoltaics brings its owner in a year, yuan: power not bought or sold here, the rest fed in.

    `own_use` is the part used under the roof, `aid` the yearly subsidy of a kW. Source: pv_cost_2023.
    """
    return hours * (own_use * price + (1.0 - own_use) * feed_in) + aid - upkeep


def roof_hurdle(cost, payback, lot, steepness):
    """Yearly gain of a kW that an owner asks for, yuan: what repays it in the payback it accepts.

    `lot` in (0, 1) places it among the others, `payback` is that of the middle one. Assumption: logistic over owners.
    """
    return cost / payback * np.maximum(1.0 + np.log(lot / (1.0 - lot)) / steepness, 0.0)


def decide_to_offer(gain, hurdle):
    """An investor offers to take a roof where a kW brings it, rent and discount paid, what it asks for. Clause 61.

    Assumption: investors from outside with money enough, payback in conf behaviour.roofs.
    """
    return gain >= hurdle


def decide_roof(own, lease, fits, is_offered):
    """What to do with a roof: 1 builds on it, 2 lets it to an investor, 0 leaves it as it is.

    `own` is what a kW of one's own leaves a year beyond what one asks for, `lease` what an investor leaves with the
    owner, yuan; `fits` whether money pays for it. Assumption: the better of the two. Clause 61.
    """
    builds = fits & (own >= 0.0) & ((own >= lease) | np.logical_not(is_offered))
    return choose(builds, 1, choose(is_offered & (lease > 0.0), 2, 0))
