"""Compiled passes over enterprises: what staff and machines make, and what staff costs.

The rule of production is that of `agents/enterprises.py`, compiled; amounts are real ones of one enterprise of a row.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np

from agents import borrowing, enterprises
from sim.kernels.compiling import compiled, rule

_output = rule(enterprises.decide_output)
_hours = rule(enterprises.decide_hours)
_paid_hours = rule(enterprises.decide_paid_hours)
_cash_needed = rule(borrowing.decide_cash_needed)
_funded = rule(enterprises.decide_funded_share)
SKILLS = 3


@compiled
def usable(capacity, is_active, sector, on_machines, deposits, cash_months, expected, season, prices, rules):
    """What machines and cash allow, real, (n,): nothing of the closed; no bound of machines where none are needed.

    `deposits`, usual months of cash and `expected` demand are by row, `season` and `prices` by sector (26,); `rules`
    holds the months of sales that cash has to carry, the part of output suppliers' credit carries without any, and the
    part of usual cash that is tied.
    """
    bounds = np.empty(len(sector))
    for row in range(len(sector)):
        code = sector[row]
        bound = capacity[row] if on_machines[code] else np.inf
        planned = expected[row] * season[code]
        costs = planned * prices[code]
        if deposits[row] < rules[0] * costs:
            months = _cash_needed(cash_months[row], rules[0], rules[2])
            if deposits[row] < months * costs:
                bound = min(bound, planned * _funded(deposits[row], costs, months, rules[1]))
        bounds[row] = bound if is_active[row] else 0.0
    return bounds


@compiled
def produce(
    headcount, weight, productivity, capacity, expected, inventory, output, hours, sector, storable, season, rules
):
    """The limit of staff and machines, the activity inputs are bought for, (n,) each, and mean hours of all staff.

    Changes `output` and `hours`.

    `capacity` is infinite where machines do not bind and zero for the closed; `storable` and `season` are by sector
    (26,); `rules` holds output of a person at normal hours over productivity, the target of inventory, the speed of
    mending it, and the most that is worked beyond normal hours.
    """
    rows = len(sector)
    limit, activity, staff, worked = np.empty(rows), np.empty(rows), 0.0, 0.0
    for row in range(rows):
        code = sector[row]
        heads = headcount[row, 0] + headcount[row, 1] + headcount[row, 2]
        normal = heads * productivity[row] * rules[0] * season[code]
        labour = normal * (1.0 + rules[3])
        wanted = expected[row] * season[code]
        limit[row] = min(labour, capacity[row])
        if storable[code]:
            output[row] = _output(wanted, inventory[row], rules[1], rules[2], labour, capacity[row], True)
            activity[row] = output[row]
        else:  # services are made as they are sold, and buy inputs for what they expect to serve
            output[row] = 0.0
            activity[row] = min(wanted, limit[row])
        hours[row] = _hours(activity[row], normal, rules[3])
        staff += weight[row] * heads
        worked += weight[row] * heads * hours[row]
    return limit, activity, worked / staff if staff > 0.0 else 1.0


@compiled
def made_by_town(output, is_active, is_public, weight, town, towns):
    """Real output by town of enterprises in business that are no public units, yuan a month, (towns,)."""
    made = np.zeros(towns)
    for row in range(len(town)):
        if is_active[row] and not is_public[row]:
            made[town[row]] += weight[row] * output[row]
    return made


@compiled
def charge_by_town(output, is_active, is_public, town, rate):
    """What each of those enterprises pays at the rate of its town on output, yuan a month, (n,)."""
    paid = np.zeros(len(town))
    for row in range(len(town)):
        if is_active[row] and not is_public[row]:
            paid[row] = output[row] * rate[town[row]]
    return paid


@compiled
def staff_costs(headcount, weight, town, sector, hours, wages, resident_part, rules):
    """Labour cost of each enterprise, and of it net wages of residents, net wages of others, and contributions; (n,).

    And the whole bill by town, sector and skill, (towns, 26, 3). All in yuan a month. `wages` are yuan of a person at
    normal hours, `resident_part` the part earned by residents, both (towns, 26, 3); `rules` holds contributions over
    wages, and the response of pay to hours.
    """
    rows, net = len(sector), 1.0 - rules[0]
    total, residents, others, contributions = np.empty(rows), np.empty(rows), np.empty(rows), np.empty(rows)
    bill = np.zeros(wages.shape)
    for row in range(rows):
        whole, here, place, code = 0.0, 0.0, np.uint64(town[row]), np.uint64(sector[row])
        paid = _paid_hours(hours[row], rules[1])
        for skill in range(SKILLS):
            cost = headcount[row, skill] * wages[place, code, skill] * paid
            whole += cost
            here += cost * resident_part[place, code, skill]
            bill[place, code, skill] += weight[row] * cost
        total[row], residents[row], others[row] = whole, here * net, (whole - here) * net
        contributions[row] = whole * rules[0]
    return total, residents, others, contributions, bill


@compiled
def use_power(output, sector, intensity, per_output, use):
    """Write what each enterprise uses into `use`, (n,): output by what a unit takes in its sector, by its own need."""
    for row in range(len(use)):
        use[row] = output[row] * per_output[sector[row]] * intensity[row]


@compiled
def output_by_town(rows, output, weight, town, towns):
    """Real output of some enterprises by town, yuan a month, (towns,)."""
    made = np.zeros(towns)
    for row in rows:
        made[town[row]] += weight[row] * output[row]
    return made
