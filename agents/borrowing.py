"""What a firm lacks, leaves in the firm and asks of banks: the decisions of one enterprise about money from outside."""

import numpy as np


def decide_cash_needed(usual_months, months, tied):
    """Months of sales a firm's cash has to carry: those of its trade, or the part of its usual cash that is tied.

    A firm that has always lived on little cash has customers who pay at once or suppliers who wait. Assumption: the
    part that is tied lies in conf behaviour.finance.
    """
    return np.minimum(months, tied * usual_months)


def decide_retained(beyond_cash, profit_expected):
    """Owners leave in the firm, out of the profit they expect, what it wants to invest beyond its free cash.

    Assumption: internal funds first (pecking order), so profit comes before a loan.
    """
    return np.minimum(beyond_cash, np.maximum(profit_expected, 0.0))


def decide_need(beyond_cash, own_funds, cash_needed, deposits):
    """Yuan a firm lacks: investment beyond its free cash that its own funds do not pay, and missing working capital.

    Assumption: internal funds first (pecking order); what was wanted last month is still wanted.
    """
    return np.maximum(beyond_cash - own_funds, 0.0) + np.maximum(cash_needed - deposits, 0.0)


def decide_headroom(usual, rate_advantage, response, guarantee_gain):
    """How far beyond its usual debt a bank lets a firm go, share: farther where debt costs less or is guaranteed.

    Source: guarantee_effects_yu for the band of the guarantee's effect. Assumption: semi-elasticity `response`.
    """
    return np.maximum(usual + response * rate_advantage + guarantee_gain, 0.0)


def decide_loans_beyond(need, loans, loans_usual, headroom):
    """Ask beyond the usual debt for what is lacking, as far as a bank lets debt go; without a need for nothing.

    Assumption: what is beyond the usual is repaid like any loan and not borrowed again without a new need.
    """
    return np.minimum(need, np.maximum(loans_usual * (1.0 + headroom) - np.maximum(loans, loans_usual), 0.0))


def decide_new_loan(missing, rolled_over, refused, again):
    """Ask for what is missing beyond what is rolled over; of what was refused before only a part is asked for again.

    Assumption: who was refused tries again now and then, part `again` a month in conf behaviour.credit.
    """
    return np.maximum(missing - rolled_over - (1.0 - again) * refused, 0.0)
