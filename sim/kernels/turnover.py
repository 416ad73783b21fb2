"""Compiled passes over enterprises: who closes, and what those in business earn by sector.

Why compiled: of 177,000 rows few have run out of cash or are drawn; NumPy makes a column of each step. Without
compilation the same functions run row by row as plain Python.
"""

import sim.kernels.choosing  # noqa: F401, I001  (registers `choose` for compiled code)
import numpy as np

from sim.kernels.compiling import compiled


@compiled
def returns_by_sector(is_active, is_public, weight, sector, profit, revenue, sectors):
    """Expected profit and revenue by sector of enterprises in business that are no public units, yuan, (2, sectors)."""
    sums = np.zeros((2, sectors))
    for row in range(len(sector)):
        if is_active[row] and not is_public[row]:
            code = sector[row]
            sums[0, code] += weight[row] * profit[row]
            sums[1, code] += weight[row] * revenue[row]
    return sums


@compiled
def rows_overdrawn(deposits, is_active):
    """Rows in business without money to pay with."""
    rows, found = np.empty(len(deposits), np.int64), 0
    for row in range(len(deposits)):
        rows[found] = row
        found += np.int64((deposits[row] < 0.0) & is_active[row])
    return rows[:found].copy()
