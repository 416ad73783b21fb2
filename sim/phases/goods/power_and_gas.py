"""Power and gas: what is used, what firms pay for it, what is sold, fees for a second feed. Clause 61."""

import numpy as np

from agents.classes import IS_INDUSTRY, SECTOR
from agents.columns import Table
from agents.enterprises import decide_direct_purchase
from sim.accounts import Spread
from sim.calendar import MONTHS
from sim.kernels.production import use_power
from sim.owners import bring
from sim.phases.goods.home_power import electrified, grown_since_2022, weather_of_use
from sim.phases.land_and_energy.retrofits import left_by_usual_retrofits, save_on_energy
from sim.series import Series, declare
from sim.state import State, rests

declare(
    energy__electricity=Series("kWh", "Electricity used in the district", "全社会用电量"),
    energy__industry=Series("kWh", "Electricity used by industry", "工业用电量"),
    power__available=Series("kWh", "Electricity the grid could have delivered", "可供电量", "clause 61"),
    power__price=Series("yuan/kWh", "Mean price of power for firms", "工商业平均电价", "clause 61"),
    power__direct_share=Series("share", "Power that firms buy directly on the market", "直接交易电量占比"),
    power__saved=Series("yuan", "Power bill saved beyond that of the start", "企业电费节省"),
    energy__bill_saved=Series("yuan", "Energy bill saved by retrofits since 2022", "节能改造节约用能支出"),
    power__reliability_fee=Series("yuan", "Fees for a second feed", "高可靠性供电费", "clause 61"),
    rules__reliability_fee=Series(
        "share", "Fee for a second feed over the standard", "高可靠性供电费比例", "clause 61"
    ),
    rules__green_counted=Series(
        "share", "Power bought green that counts as energy used", "绿证电量计入考核比例", "clause 61"
    ),
    gas__sold=Series("m3", "Natural gas sold in the district", "天然气销售量", "clause 61"),
)
HOURS = 8760.0


def use_electricity(state: State) -> None:
    """Electricity of firms follows output, own intensity, electrification and cooling; homes have decided on theirs.

    The drift of industry is that of all plants with their retrofits: those of firms here count as far as they are
    more, or fewer, than usual.
    """
    enterprises, district, energy = state.enterprises, state.district, state.settings.behaviour.energy
    industry = electrified(state, energy.electrification_industry) / left_by_usual_retrofits(state)
    drift = np.where(IS_INDUSTRY, industry,
                     electrified(state, energy.electrification_services)
                     * weather_of_use(state, energy.cooling_services))  # fmt: skip
    per_output = district.kwh_per_output * state.fixed.electricity_scale * drift
    use = enterprises.electricity
    use_power(enterprises.output, enterprises.sector, enterprises.energy_intensity, per_output, use)
    farms = Table.total(state.farms, state.farms.electricity)
    homes = state.series.read("energy.homes", state.month)
    makers = state.rows.industry
    state.record("energy.industry", Table.total(enterprises, use[makers], makers))
    state.record("energy.electricity", Table.total(enterprises, use) + farms + homes)


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
    state.record("power.saved", _hand_over(state, saved))
    less, industry = save_on_energy(state), state.rows.industry
    enterprises.profit += saved
    enterprises.profit[industry] += less
    state.record("energy.bill_saved", state.ledger.transfer(
        "energy_saved", "outside", Table.total(enterprises, less, industry), "enterprises", less, payee_rows=industry,
    ))  # fmt: skip
    state.record("power.price", market * beyond)
    state.record("power.direct_share", direct)
    books.direct_share = float(decide_direct_purchase(
        direct, state.levers.power_market, energy.direct_speed / MONTHS, energy.direct_saving, energy.direct_effort))


def _hand_over(state: State, saved: np.ndarray) -> float:
    """Money that suppliers outside leave with firms, or take from them, yuan by firm; returns all of it."""
    total = Table.total(state.enterprises, saved)
    if total >= 0.0:
        state.ledger.transfer("power_price", "outside", total, "enterprises", Spread(1.0, saved, total))
    else:
        state.ledger.transfer("power_price", "enterprises", Spread(-1.0, saved, total), "outside", -total)
    return total


def _sell_gas(state: State) -> None:
    """Gas follows industrial power and the consumption of homes, and drifts by the change from coal and to power."""
    region, energy = state.settings.region, state.settings.behaviour.energy
    industry = state.series.read("energy.industry", state.month) / state.series.mean_2022("energy.industry")
    drift = (1.0 + energy.gas_drift) ** ((state.month + 5.5) / MONTHS)  # from the middle of 2022
    homes = state.now.real_consumption * grown_since_2022(state)
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
    bring(state, "own_funds", rows, fee)
    state.ledger.transfer("second_feed", "projects", fee, "outside", total, rows=rows)
    state.record("power.reliability_fee", total)
