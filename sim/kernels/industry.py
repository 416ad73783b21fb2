"""Compiled passes over industrial enterprises: how far floor space and energy let them grow, and who asks for more.

Why compiled: each reads a dozen columns at 26,000 rows, of which NumPy would make as many copies. The rules are those
of `agents/sites.py`; without compilation the same functions run row by row as plain Python.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np

from agents import sites
from agents.enterprises import Tenure
from sim.calendar import MONTHS
from sim.kernels.compiling import compiled, rule

NO_SITE, STANDARD, CLEARED = int(Tenure.NONE), int(Tenure.STANDARD), int(Tenure.CLEARED)

_floor_limit = rule(sites.floor_limit)
_on_floor = rule(sites.decide_investment_on_floor)
_floor_wanted = rule(sites.decide_floor_wanted)


@compiled
def keep_to_floor(wanted, rows, tenure, is_moving, machines, floor, progress, wear):
    """Lower capital spending `wanted`, yuan (n,), in place to what the floor of some rows has room for.

    `machines` are capital and capacity, `floor` land, density and capacity of a mu of floor, (n,) each; `is_moving`
    says who has its machines already, (n,); `progress` is what floor carries over the end of 2022, `wear` of a month.
    """
    capital, capacity = machines
    land, density, floor_capacity = floor
    for row in rows:
        if tenure[row] != NO_SITE:
            limit = _floor_limit(land[row], density[row], floor_capacity[row], progress)
            limit = 0.0 if is_moving[row] else limit
            wanted[row] = _on_floor(wanted[row], capital[row] * wear, capital[row], capacity[row], limit)


@compiled
def outgrown(rows, tenure, is_active, machines, floor, coming, use_wanted, sector, rules):
    """Rows in business that want more floor, mu each wants, and the capacity a mu of its floor carries by now.

    `machines` are capacity and expected demand, `floor` land, density and capacity of a mu of floor, (n,) each;
    `coming` mu of floor being built (n,); `use_wanted` by sector; `rules` the accelerator of investment, the months it
    takes to build, and what floor carries over the end of 2022.
    """
    capacity, expected = machines
    land, density, floor_capacity = floor
    short, wanted, carried, found = np.empty_like(rows), np.empty(len(rows)), np.empty(len(rows)), 0
    for row in rows:
        if not is_active[row] or tenure[row] == NO_SITE or tenure[row] == CLEARED:
            continue
        carries = floor_capacity[row] * rules[2]
        mu = _floor_wanted(capacity[row], expected[row], use_wanted[sector[row]], rules[0], rules[1], carries,
                           land[row] * density[row] + coming[row])  # fmt: skip
        short[found], wanted[found], carried[found] = row, mu, carries
        found += np.int64(mu > 0.0)
    return short[:found].copy(), wanted[:found].copy(), carried[:found].copy()


@compiled
def on_own_sites(rows, tenure, land, expected, value_added_rate, sector):
    """Those of some rows that hold a site with land, not in a standard building and not cleared, and what they make.

    What they make is yuan of value added a month of `expected` demand; `value_added_rate` is by sector.
    """
    held, made, found = np.empty_like(rows), np.empty(len(rows)), 0
    for row in rows:
        at = tenure[row]
        held[found], made[found] = row, expected[row] * value_added_rate[sector[row]]
        found += np.int64((at != NO_SITE) & (at != STANDARD) & (at != CLEARED) & (land[row] > 0.0))
    return held[:found].copy(), made[:found].copy()


@compiled
def keep_to_energy(wanted, rows, machines, allowed, energy_per_output, sector, intensity, wear):
    """Lower capital spending `wanted`, yuan (n,), in place to what the energy allowed to some rows lets them grow.

    What wears out, `wear` of capital, is replaced in any case. `machines` are capital and capacity, (n,); `allowed` tce
    a year, (n,); `energy_per_output` tce by sector, `intensity` over it, (n,). Returns what waits, yuan by row of rows.
    """
    capital, capacity = machines
    held = np.empty(len(rows))
    for place in range(len(rows)):
        row = rows[place]
        use = capacity[row] * (energy_per_output[sector[row]] * intensity[row]) * MONTHS
        most = capital[row] * (wear + max(allowed[row] / use - 1.0, 0.0)) if use > 0.0 else np.inf
        kept = min(wanted[row], most)
        held[place], wanted[row] = wanted[row] - kept, kept
    return held


@compiled
def short_of_energy(rows, is_active, machines, allowed, waited, energy_per_output, sector, intensity, use_wanted):
    """Rows whose expected demand asks for more capacity than their energy allows, tce a year they lack, and use.

    `machines` are capacity and expected demand, (n,). What stands has been allowed: `allowed`, tce a year (n,), rises
    to what capacity uses, in place; who lacks nothing no longer waits: `waited` (n,) becomes -1.
    """
    capacity, expected = machines
    short, lacking, used, found = np.empty_like(rows), np.empty(len(rows)), np.empty(len(rows)), 0
    for row in rows:
        if not is_active[row] or capacity[row] <= 0.0:
            continue
        per_output = energy_per_output[sector[row]] * intensity[row]
        use = capacity[row] * per_output * MONTHS
        allowed[row] = max(allowed[row], use)
        lacks = expected[row] / use_wanted[sector[row]] * per_output * MONTHS - allowed[row]
        short[found], lacking[found], used[found] = row, lacks, use
        found += np.int64(lacks > 0.0)
        waited[row] = waited[row] if lacks > 0.0 else -1.0
    return short[:found].copy(), lacking[:found].copy(), used[:found].copy()
