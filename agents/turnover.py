"""Who opens and who closes: the decisions of founders, owners and creditors."""

import numpy as np

from agents.rules import choose


def exit_by_size(hazard, relative_size, size_response):
    """Usual chance to leave of a firm, given that of the usual size: small firms leave more often.

    Assumption: a power of size; hazards of active firms, not of registrations; ranges in conf behaviour.turnover.
    """
    return hazard * relative_size**-size_response


def decide_exit(usual, stress, stress_hazard):
    """Chance to leave this month: the usual one, more for a firm that has run out of cash.

    `stress` is 0 with money in the bank and 1 with a month of sales overdrawn. Assumption: range in conf.
    """
    return np.minimum(usual + stress_hazard * stress, 1.0)


def decide_insolvency(unpaid_months, patience, earned):
    """What becomes of a firm that cannot pay: 0 it goes on, 1 creditors restructure its debt, 2 it closes.

    Who has not been able to pay wages and interest for `patience` months is taken to court; creditors keep what
    earns something before interest (`earned`, yuan a month). Assumption: patience in conf behaviour.turnover.
    """
    return choose(unpaid_months < patience, 0, choose(earned > 0.0, 1, 2))


def decide_debt_left(loans, earned, rate, limit):
    """Debt creditors leave a firm they restructure: what it can serve out of part `limit` of what it earns.

    `earned` yuan a month before interest, `rate` a year. Assumption: banks go by the same limit as when they lend.
    """
    return np.minimum(loans, 12.0 * limit * np.maximum(earned, 0.0) / np.maximum(rate, 1e-6))


def decide_founders_funded(granted, cover, found):
    """Part of the founders who need a bank that find its money: all with a guarantee, of the others a part.

    Who is found good is lent to as far as banks make loans on trust (`granted`). Assumption: a public guarantee stands
    in for what founders cannot pledge; conf behaviour.turnover. Clause 58.
    """
    return granted * (cover + (1.0 - cover) * found)


def decide_openings(usual, demand, demand_response, profit_change, profit_response, funded, room):
    """Openings of a sector: the usual ones, moved by its market, by what it earns, by start-up credit and by room.

    `profit_change` is the return on sales less the usual one, `funded` and `room` are over the usual, 1 at rest.
    Assumption: constant responses, conf behaviour.turnover.
    """
    by_profit = np.maximum(1.0 + profit_response * profit_change, 0.0)
    return usual * np.maximum(demand, 0.0) ** demand_response * by_profit * np.maximum(funded, 0.0) * room
