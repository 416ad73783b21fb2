"""Decisions of enterprises on the energy they may use: to ask for more, to need less, to give some up."""


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
