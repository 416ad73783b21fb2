"""The passes over enterprises written on whole columns: the reference, and what runs where compilation is off.

Arguments and results are those of `sim/kernels/firms.py`.
"""

import numpy as np

from agents import borrowing, enterprises, institutions


def expect(expected, posts, realised, is_active, productivity, usual, town, sector, staffing, prices, rules):
    """See `sim.kernels.firms.expect`."""
    speed, common, adjustment, smallest, *limits = rules
    expected[:] = np.where(is_active, enterprises.decide_expected_demand(expected, realised, speed), 0.0)
    made_by_one = productivity / staffing[town, sector]
    wanted = enterprises.decide_posts(posts, expected, made_by_one * common, adjustment, *limits)
    posts[:] = np.where(is_active, wanted, 0.0)
    return expected * prices[sector] / np.maximum(usual, smallest)


def grow(shock, part, drifts, which):
    """See `sim.kernels.firms.grow`."""
    return part * shock + drifts[which]


def wish(capital, capacity, expected, is_active, cheaper, sector, use, rules):
    """See `sim.kernels.firms.wish`."""
    wear, accelerator, elasticity = rules
    response = elasticity * cheaper
    wanted = enterprises.decide_investment(capital, capacity, expected, use[sector], wear, accelerator, response)
    return np.where(is_active, wanted, 0.0)


def invest(wanted, capital, capacity, expected, deposits, meant, sector, prices, rules):
    """See `sim.kernels.firms.invest`."""
    wear, buffer_months, smallest = rules
    worn, before = capital * wear, np.maximum(capital, smallest)
    cost = expected * prices[sector]
    spent = enterprises.decide_affordable_investment(wanted, worn, deposits, cost, buffer_months, meant)
    wanted -= enterprises.decide_affordable_investment(wanted, worn, deposits - meant, cost, buffer_months, 0.0)
    capital += spent - worn
    capacity *= capital / before
    return spent


def lack(beyond_cash, profit, deposits, expected, cash_months, others, earned, sector, prices, rules):
    """See `sim.kernels.firms.lack`."""
    buffer_months, months, tied = rules
    cost = expected * prices[sector]
    free = np.maximum(deposits - buffer_months * cost, 0.0)
    cash = borrowing.decide_cash_needed(cash_months, months, tied) * cost
    retained = borrowing.decide_retained(beyond_cash, profit)
    lacking = borrowing.decide_need(beyond_cash, free + retained, cash, deposits)
    return lacking, retained, np.flatnonzero(~(others[0] | others[1]) & (earned > 0.0) & (lacking > 0.0))


def ask(usual, growth, loans, need, refused, profit, is_borrower, is_guaranteed, was_guaranteed, weight, rates, rules):
    """See `sim.kernels.firms.ask`."""
    usual_headroom, response, effect, repaid, again, pledged, appetite = rules
    gain = effect * (is_guaranteed * 1.0 - was_guaranteed)
    headroom = borrowing.decide_headroom(usual_headroom, rates[0] - rates[1], response, gain)
    due = usual * growth
    short = np.maximum(due - loans, 0.0) * is_borrower
    missing = (short + borrowing.decide_loans_beyond(need, loans, due, headroom)) * is_borrower
    rolled = np.minimum(short, loans * repaid / (1.0 - repaid))
    new = borrowing.decide_new_loan(missing, rolled, refused, again) * is_borrower
    collateral = np.where(is_guaranteed, 1.0, pledged)
    trust = institutions.decide_trust(collateral, profit < 0.0, appetite)
    considered = (rolled + new, trust * rolled, trust * new, trust * new * collateral)
    sums = [float((weight * yuan).sum()) for yuan in considered]
    return rolled, new, missing, np.array(sums)


def grant(rolled, new, missing, retained, beyond_cash, profit, is_guaranteed, parts, rules):
    """See `sim.kernels.firms.grant`."""
    (again, first, rest), (pledged, appetite) = parts, rules
    collateral = np.where(is_guaranteed, 1.0, pledged)
    trust = institutions.decide_trust(collateral, profit < 0.0, appetite)
    lent = trust * new * (rest + (first - rest) * collateral)
    granted = trust * again * rolled + lent
    missing -= granted
    return granted, np.minimum(retained + lent, beyond_cash)


def supply(inventory, output, limit, sector, storable):
    """See `sim.kernels.firms.supply`."""
    return np.where(storable[sector], inventory + output, limit)


def hand_out(sold, supply, inventory, output, sales, sector, storable, season):
    """See `sim.kernels.firms.hand_out`."""
    goods = storable[sector]
    sales[:] = sold[0] + sold[1]
    inventory[:] = np.where(goods, supply - sales, 0.0)
    output[:] = np.where(goods, output, sales)
    return (sales + sold[2]) / season[sector]


def draw(profit, opening, usual, growth, debt, deposits, beyond_cash, is_public, local_share, speeds):
    """See `sim.kernels.firms.draw`."""
    retained, borrowed = borrowing.decide_retained(beyond_cash, profit), debt[0] - debt[1] * growth
    drawn = enterprises.decide_owners_draw(profit, opening, usual * growth, borrowed, retained, *speeds)
    drawn = np.minimum(drawn, np.maximum(deposits, 0.0))
    private = np.where(is_public, 0.0, drawn)
    local = private * local_share
    return drawn - private, local, private - local
