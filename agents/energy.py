"""Decisions of enterprises on the energy they may use: to ask for more, to need less, to give some up."""

import numpy as np


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


def decide_to_close(profit, idle, price):
    """Give idle capacity back where the plant loses money and the quota is paid for; returns the part closed.

    Assumption: who earns keeps what stands idle for better times. Clause 61.
    """
    return np.maximum(idle, 0.0) * ((profit < 0.0) & (price > 0.0))


def decide_shift(reward, cost):
    """Move what can be moved of one's load off the peak where a kWh is paid more than its move costs.

    Assumption: own cost of night work and changed plans, its spread in conf behaviour.energy. Clause 61.
    """
    return reward > cost
