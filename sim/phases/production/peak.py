"""The peak day: what the grid can carry, what is called, and what industry bears if it is short. Clause 61.

Why the grid and not a printed supply: the text names what is to be supplied, but only what is called is used. A peak
day is short when load, weather and growth together pass what the grid carries; paid shifting of load, storage and
photovoltaics lower the load.
"""

import numpy as np

from agents.columns import Table
from agents.energy import decide_shift
from sim.calendar import MONTHS
from sim.phases.production.farm_energy import shift_cold
from sim.randomness import normal, uniform
from sim.series import Series, declare
from sim.state import State, rests

declare(
    power__peak_load=Series("kW", "Load on the peak day of a month", "当月最高负荷"),
    power__grid_carries=Series("kW", "Load the grid can carry", "电网供电能力"),
    power__shifted=Series("kW", "Load firms move off the peak", "企业移峰负荷", "clause 61"),
    power__shift_reward=Series("yuan", "Paid to firms for moving load", "移峰奖励支出", "clause 61"),
    farms__shifted=Series("kW", "Load farms move off the peak with cold rooms", "农业冷库移峰负荷", "clause 61"),
    farms__shift_reward=Series("yuan", "Paid to farms for moving load", "农业移峰奖励", "clause 61"),
    power__peak_kept=Series("share", "Load supplied on the peak day", "高峰负荷保障率", "clause 61"),
)
HOURS = 8760.0


@rests
def prepare_peak(state: State) -> None:
    """Compare the load of the peak day with what the grid carries; homes come first, industry bears what is short."""
    energy, usual = state.settings.behaviour.energy, usual_peak(state)
    is_peak = state.month_of_year in energy.peak_months
    drawn = float(normal(state.stream("energy.weather"), np.zeros(1, dtype=np.int64))[0])
    state.now.weather = drawn if is_peak else 0.0
    carries = usual * (1.0 + energy.grid_margin) * (1.0 + energy.grid_growth) ** (state.month / MONTHS)
    load = _peak_load(state, usual, _shift_load(state) + _shift_farms(state) if is_peak else 0.0)
    kept = min(1.0, carries / load)
    state.now.peak_loss = min(energy.peak_days * (1.0 - kept) / _industry_share(state), 1.0)
    state.record("power.peak_load", load)
    state.record("power.grid_carries", carries)
    state.record("power.peak_kept", kept)


def _industry_share(state: State) -> float:
    """Industry in last month's electricity, over nothing; all of it before the first month is known."""
    if state.month == 1:
        return 1.0
    industry, total = (state.series.read(f"energy.{name}", state.month - 1) for name in ("industry", "electricity"))
    return max(industry / total, 1e-9) if total > 0.0 else 1.0


def usual_peak(state: State) -> float:
    """Load of an ordinary peak day of 2022, kW."""
    return state.settings.region.electricity_use_2022_annual / HOURS / state.settings.behaviour.energy.load_factor


def _shift_load(state: State) -> float:
    """Above-scale makers move load for a reward of the grid in the hours of the peak, at their own cost; returns kW."""
    energy, enterprises, rows = state.settings.behaviour.energy, state.enterprises, state.rows.above_scale_industry
    cost = energy.shift_cost * -np.log1p(-uniform(state.stream("energy.shift", 0), enterprises.id[rows]))
    load = enterprises.electricity[rows] * MONTHS / HOURS / energy.load_factor
    moved = energy.shift_share * load * decide_shift(state.levers.peak_reward, cost)
    earned, spent = (moved * energy.shift_hours * yuan for yuan in (state.levers.peak_reward, cost))
    total = Table.total(enterprises, earned, rows)
    state.ledger.transfer("shift_reward", "outside", total, "enterprises", earned, payee_rows=rows)
    state.ledger.transfer("shift_cost", "enterprises", spent, "outside", rows=rows)
    kilowatts = Table.total(enterprises, moved, rows)
    state.record("power.shift_reward", total)
    state.record("power.shifted", kilowatts)
    return kilowatts


def _shift_farms(state: State) -> float:
    """Farms move load of their cold rooms for the same reward; returns kW."""
    energy, farms = state.settings.behaviour.energy, state.farms
    moved, cost = shift_cold(state)
    earned, spent = (moved * energy.shift_hours * yuan for yuan in (state.levers.peak_reward, cost))
    total = Table.total(farms, earned)
    state.ledger.transfer("shift_reward", "outside", total, "farms", earned)
    state.ledger.transfer("shift_cost", "farms", spent, "outside", Table.total(farms, spent))
    kilowatts = Table.total(farms, moved)
    state.record("farms.shifted", kilowatts)
    state.record("farms.shift_reward", total)
    return kilowatts


def _peak_load(state: State, usual: float, moved: float) -> float:
    """Load of the peak day of this month, kW: the use of the last year, the weather, less what is moved or made."""
    energy, series = state.settings.behaviour.energy, state.series
    first = max(1, state.month - MONTHS)
    used = [series.read("energy.electricity", month) for month in range(first, state.month)]
    level = float(np.mean(used)) * MONTHS / state.settings.region.electricity_use_2022_annual if used else 1.0
    weather = energy.peak_weather * state.now.weather
    connected = series.read("pv.total", state.month - 1) if state.month > 1 else 0.0
    moved += series.read("power.homes_moved", state.month - 1) if state.month > 1 else 0.0
    made = connected * (energy.storage_share + (1.0 - energy.storage_share) * energy.pv_at_peak)
    # In the months between, load stays below that of a peak month.
    height = 1.0 if state.month_of_year in energy.peak_months else energy.off_season
    return max(usual * level * height * (1.0 + weather) - moved - made, 1e-9)
