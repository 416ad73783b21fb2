"""Power and gas: what the grid can carry on a peak day, what firms pay for power, what is sold of both.

Why the grid and not a printed supply: the text names what is to be supplied, but only what is called is used. A peak
day is short when load, weather and growth together pass what the grid carries; paid shifting of load, storage and
photovoltaics lower the load. Chapter 9, clause 61.
"""

import numpy as np

from agents.classes import SECTOR
from agents.columns import Table
from agents.enterprises import decide_direct_purchase
from sim.randomness import normal
from sim.series import Series, declare
from sim.state import State, rests

declare(
    power__peak_load=Series("kW", "Load on the peak day of a month", "当月最高负荷"),
    power__grid_carries=Series("kW", "Load the grid can carry", "电网供电能力"),
    power__peak_kept=Series("share", "Load supplied on the peak day", "高峰负荷保障率", "clause 61"),
    power__available=Series("kWh", "Electricity the grid could have delivered", "可供电量", "clause 61"),
    power__price=Series("yuan/kWh", "Mean price of power for firms", "工商业平均电价", "clause 61"),
    power__direct_share=Series("share", "Power that firms buy directly on the market", "直接交易电量占比"),
    power__saved=Series("yuan", "Power bill saved beyond that of the start", "企业电费节省"),
    power__reliability_fee=Series("yuan", "Fees for a second feed", "高可靠性供电费", "clause 61"),
    rules__reliability_fee=Series(
        "share", "Fee for a second feed over the standard", "高可靠性供电费比例", "clause 61"
    ),
    rules__green_counted=Series(
        "share", "Power bought green that counts as energy used", "绿证电量计入考核比例", "clause 61"
    ),
    gas__sold=Series("m3", "Natural gas sold in the district", "天然气销售量", "clause 61"),
)
MONTHS = 12
HOURS = 8760.0
PEAK_MONTHS = (1, 7, 8, 12)  # cold and hot months in which the province's grid plans for peaks (迎峰度夏、度冬)


@rests
def prepare_peak(state: State) -> None:
    """Compare the load of the peak day with what the grid carries; homes come first, industry bears what is short."""
    energy, usual = state.settings.behaviour.energy, usual_peak(state)
    carries = usual * (1.0 + energy.grid_margin) * (1.0 + energy.grid_growth) ** (state.month / MONTHS)
    load = _peak_load(state, usual)
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


def _peak_load(state: State, usual: float) -> float:
    """Load of the peak day of this month, kW: the use of the last year, the weather, less what is moved or made."""
    energy, series = state.settings.behaviour.energy, state.series
    first = max(1, state.month - MONTHS)
    used = [series.read("energy.electricity", month) for month in range(first, state.month)]
    level = float(np.mean(used)) * MONTHS / state.settings.region.electricity_use_2022_annual if used else 1.0
    weather = 0.0
    if state.month_of_year in PEAK_MONTHS:
        weather = energy.peak_weather * float(normal(state.stream("energy.weather"), np.zeros(1, dtype=np.int64))[0])
    moved = min(energy.load_shifted * state.levers.peak_reward, 1.0)
    connected = series.read("pv.total", state.month - 1) if state.month > 1 else 0.0
    made = connected * (energy.storage_share + (1.0 - energy.storage_share) * energy.pv_at_peak)
    # In the months between, load stays below that of a peak month.
    height = 1.0 if state.month_of_year in PEAK_MONTHS else energy.off_season
    return max(usual * level * height * (1.0 + weather) * (1.0 - moved) - made, 1e-9)


@rests
def supply_power_and_gas(state: State) -> None:
    """Firms pay the price of power; the month's gas and what the grid could have delivered are noted."""
    energy = state.settings.behaviour.energy
    state.record("power.available", state.series.read("power.grid_carries", state.month)
                 * energy.load_factor * HOURS / MONTHS)
    state.record("rules.green_counted", 1.0 - min(state.levers.green_excluded, 1.0))
    _price_power(state)
    _sell_gas(state)
    _charge_second_feeds(state)


def _price_power(state: State) -> None:
    """Direct purchase and the province's own price move the bill beyond what producer prices already do."""
    energy, enterprises, books = state.settings.behaviour.energy, state.enterprises, state.books.energy
    direct = energy.direct_share if books.direct_share is None else books.direct_share
    own = float(state.world.power_price[state.month - 1])
    beyond = own * (1.0 - energy.direct_saving * direct)
    usual = books.usual_power_price.of(beyond)
    market = energy.tariff * float(state.price()[SECTOR["utilities"]])
    saved = enterprises.electricity * market * (usual - beyond)
    _hand_over(state, saved)
    enterprises.profit += saved
    state.record("power.price", market * beyond)
    state.record("power.direct_share", direct)
    state.record("power.saved", Table.total(enterprises, saved))
    books.direct_share = float(decide_direct_purchase(
        direct, state.levers.power_market, energy.direct_speed / MONTHS, energy.direct_saving, energy.direct_effort))


def _hand_over(state: State, saved: np.ndarray) -> None:
    """Money that suppliers outside leave with firms, or take from them, yuan."""
    total = Table.total(state.enterprises, saved)
    if total >= 0.0:
        state.ledger.transfer("power_price", "outside", total, "enterprises", saved)
    else:
        state.ledger.transfer("power_price", "enterprises", -saved, "outside", -total)


def _sell_gas(state: State) -> None:
    """Gas follows industrial power and the consumption of homes, and drifts by the change from coal and to power."""
    region, energy = state.settings.region, state.settings.behaviour.energy
    industry = state.series.read("energy.industry", state.month) / state.series.mean_2022("energy.industry")
    drift = (1.0 + energy.gas_drift) ** ((state.month + 5.5) / MONTHS)  # from the middle of 2022
    homes = state.now.real_consumption
    used = (1.0 - energy.gas_homes) * industry + energy.gas_homes * homes
    state.record("gas.sold", region.gas_use_2022_annual / MONTHS * used * drift)


def _charge_second_feeds(state: State) -> None:
    """Owners of projects whose energy was granted pay for a second feed, at the part of the standard in force."""
    energy, projects = state.settings.behaviour.energy, state.projects
    part = 1.0 - min(state.levers.reliability_fee_cut, 1.0)
    state.record("rules.reliability_fee", part)
    rows = np.flatnonzero(state.now.energy_granted)
    if len(rows) == 0:
        return
    kva = projects.energy_need[rows] / energy.power_equivalent / HOURS / energy.load_factor
    fee = energy.second_feed_share * energy.second_feed_fee * part * kva
    total = Table.total(projects, fee, rows)
    # Owners bring it beside the planned investment, so it crowds out nothing of the project itself.
    state.ledger.transfer("own_funds", "outside", total, "projects", fee, payee_rows=rows)
    state.ledger.transfer("second_feed", "projects", fee, "outside", total, rows=rows)
    state.record("power.reliability_fee", total)
