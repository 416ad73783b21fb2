"""Retrofits of named firms: what saving a tce costs them, and the energy a bureau frees from those that use most.

Why a list from the top: the bureau of clause 61 knows its above-scale firms by energy for value added and begins with
the worst. Each of them decides: it saves if that pays with the price of the quota it gives back, it closes a plant
whose losses outweigh its machines, or it refuses and the next one is asked. What is freed is energy that was used:
capacity that stands idle uses none and frees none.
"""

import numpy as np
from numpy.typing import NDArray

from agents.columns import weighted_sum
from agents.energy import decide_retrofit, decide_to_close
from sim.calendar import MONTHS
from sim.phases.land_and_energy.energy_use import energy_at_capacity, energy_in_use, energy_per_output
from sim.programmes import deliver
from sim.randomness import uniform
from sim.series import Series, declare
from sim.state import State

declare(
    energy__freed=Series("tce", "Energy freed from incumbents", "腾出存量用能", "clause 61"),
    energy__closed=Series("tce", "Of it by closing plants", "其中:关停腾出用能", "clause 61"),
    energy__retrofits=Series("yuan", "Spending of firms on energy retrofits", "节能改造支出", "clauses 20, 61"),
    energy__quota_sold=Series("yuan", "Paid to firms for energy they gave back", "用能指标出让收入", "clause 61"),
)


def saved_value(state: State) -> float:
    """What a tce saved every year is worth to a firm over the years it allows for it, yuan."""
    energy = state.settings.behaviour.energy
    return energy.energy_price * energy.retrofit_payback


def retrofit_cost(state: State, rows: NDArray) -> NDArray:
    """Cost of saving a tce of yearly use, yuan by row: dearer than what it saves, as what paid was done before."""
    place = uniform(state.stream("energy.retrofit", 0), state.enterprises.id[rows])
    dearer = state.settings.behaviour.energy.retrofit_spread * -np.log1p(-place)
    return saved_value(state) * (1.0 + dearer)


def retrofit(state: State, rows: NDArray, part: NDArray) -> NDArray:
    """Do `part` (0-1) of what each firm's retrofit can do, at its own cost; returns tce a year saved at capacity."""
    enterprises = state.enterprises
    share = enterprises.retrofit_left[rows] * part
    saved = energy_at_capacity(state, rows) * share
    cost = saved * retrofit_cost(state, rows)
    state.add("energy.retrofits", state.ledger.transfer("retrofits", "enterprises", cost, "outside", rows=rows))
    enterprises.energy_intensity[rows] *= 1.0 - share
    enterprises.retrofit_left[rows] -= share
    return saved


def free_energy(state: State) -> float:
    """Firms with the highest energy for value added save or close until the month's aim is met; returns tce freed."""
    state.record("energy.retrofits", 0.0)
    beyond_usual = state.books.support.usual_retrofit_grant.beyond(state.now.equipment_grants.on_retrofits)
    aim = deliver(state, "factors", "energy_freed", state.levers.energy_freed)
    rows = _list_of_firms(state)
    if aim <= 0.0 or len(rows) == 0:
        state.record("energy.freed", 0.0)
        return 0.0
    saves, closes = _offers(state, rows, _of_manufacturers(state, rows, beyond_usual))
    freed = _take(state, rows, saves, closes, aim)
    state.record("energy.freed", freed)
    return freed


def _of_manufacturers(state: State, rows: NDArray, beyond_usual: NDArray) -> NDArray:
    """Part of a retrofit that grants pay beyond the usual, by row: what was usual is in the costs that are left.

    `beyond_usual` is by row of manufacturers; industry beside them gets none.
    """
    makers = state.rows.manufacturers
    if len(makers) == 0:
        return np.zeros(len(rows))
    place = np.minimum(np.searchsorted(makers, rows), len(makers) - 1)
    return np.where(makers[place] == rows, beyond_usual[place], 0.0)


def _list_of_firms(state: State) -> NDArray:
    """Above-scale industrial firms in business, the highest energy for value added first."""
    enterprises, rows = state.enterprises, state.rows.above_scale_industry
    rows = rows[enterprises.is_active[rows] & (enterprises.capacity[rows] > 0.0)]
    rate = state.fixed.value_added_rate[enterprises.sector[rows]]
    intensity = energy_per_output(state, rows) / np.maximum(rate, 1e-9)
    return rows[np.lexsort((enterprises.id[rows], -intensity))]


def _offers(state: State, rows: NDArray, grants: NDArray) -> tuple[NDArray, NDArray]:
    """Whether each firm saves, and whether it closes, for the price of quota; 0 or 1 by row."""
    enterprises, energy = state.enterprises, state.settings.behaviour.energy
    price = energy.quota_price
    cost, left = retrofit_cost(state, rows), enterprises.retrofit_left[rows]
    own = energy_at_capacity(state, rows) * left * cost
    can_pay = enterprises.deposits[rows] >= own
    saves = decide_retrofit(cost, grants, saved_value(state), price) & can_pay & (left > 0.0)
    gain = price * energy_in_use(state, rows)
    closes = decide_to_close(enterprises.profit[rows], enterprises.capital[rows], gain, energy.retrofit_payback)
    return saves * 1.0, closes & ~saves


def _take(state: State, rows: NDArray, saves: NDArray, closes: NDArray, aim: float) -> float:
    """Go down the list until the aim is met, the last firm in part; returns tce a year freed."""
    enterprises, price = state.enterprises, state.settings.behaviour.energy.quota_price
    use, weight = energy_in_use(state, rows), enterprises.weight[rows]
    offered = use * np.where(saves > 0.0, saves * enterprises.retrofit_left[rows], closes)
    before = np.cumsum(weight * offered) - weight * offered
    part = np.clip(np.divide(aim - before, weight * offered, out=np.zeros(len(rows)), where=offered > 0.0), 0.0, 1.0)
    taken = np.flatnonzero(part > 0.0)
    rows, part, saves, closes = rows[taken], part[taken], saves[taken], closes[taken]
    weight, given = weight[taken], offered[taken] * part
    retrofit(state, rows, saves * part)
    kept = 1.0 - closes * part
    enterprises.capacity[rows] *= kept
    enterprises.capital[rows] *= kept
    enterprises.energy_allowed[rows] -= given
    total = weighted_sum(weight, given)
    state.ledger.transfer("quota_sold", "outside", price * total, "enterprises", price * given, payee_rows=rows)
    state.record("energy.closed", weighted_sum(weight, given * (closes > 0.0)))
    state.record("energy.quota_sold", price * total)
    return total


def left_by_usual_retrofits(state: State) -> float:
    """Power of industry for its output over that without retrofits, had they gone on as in 2023; 1 on its eve.

    While 2023 lasts it is what they have done; drifts taken from records of years with retrofits contain that pace.
    """
    book, enterprises, rows = state.books.energy, state.enterprises, state.rows.industry
    if state.month > MONTHS:
        return book.left_by_retrofits ** (state.month / MONTHS)
    per_output = state.district.kwh_per_output[enterprises.sector[rows]]
    made = enterprises.weight[rows] * enterprises.output[rows] * per_output
    usual = float(made @ enterprises.intensity_usual[rows])
    book.left_by_retrofits = float(made @ enterprises.energy_intensity[rows]) / usual if usual > 0.0 else 1.0
    return book.left_by_retrofits


def save_on_energy(state: State) -> NDArray:
    """What industry no longer pays for energy since the eve of 2023, yuan this month by row of `rows.industry`.

    Retrofits are what saves.
    """
    enterprises, rows = state.enterprises, state.rows.industry
    less = enterprises.intensity_usual[rows] - enterprises.energy_intensity[rows]
    made = enterprises.output[rows] * state.fixed.tce_per_output[enterprises.sector[rows]]
    return less * made * state.settings.behaviour.energy.energy_price
