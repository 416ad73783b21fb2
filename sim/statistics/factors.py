"""Published figures of chapter 9: budget lines, land, energy, talent."""

from sim.calendar import MONTHS
from sim.phases.public_accounts.treasury import LINES
from sim.state import State
from sim.statistics.rules import (
    HINDCAST_YEAR,
    Figure,
    as_reported,
    at_year_end,
    growth,
    net_of_level,
    of_level,
    stock_growth,
    total,
    year_mean,
)


def budget_total(state: State, year: int) -> float:
    """Paid from the eight lines by the end of the year, yuan."""
    return sum(state.series.year(f"spent.{chapter}", year) for chapter in LINES)


def appropriated(state: State, year: int) -> float:
    """The eight lines as voted, yuan: a rule, which no spending changes."""
    return sum(at_year_end(f"line.{chapter}")(state, year) for chapter in LINES)


def upper_fund_ratio(state: State, year: int) -> float:
    """Fund money won from above over the district's own, in the year; nothing where the district pays nothing."""
    own = state.series.year("fund.district", year)
    return state.series.year("fund.upper", year) / own if own > 0.0 else 0.0


def graduates_net(state: State, year: int) -> float:
    """Young graduates who arrived less those who left, persons."""
    return state.series.year("graduates.arrived", year) - state.series.year("graduates.left", year)


def finance_value_added_growth(state: State, year: int) -> float:
    """Real growth by the bureau's proxies: balances of banks at the year's end, turnover of other finance, percent."""
    end = (year - HINDCAST_YEAR + 1) * MONTHS
    balances = 1.0 + stock_growth("balances.total")(state, year) / 100.0
    eve = state.world.consumer_price[end - MONTHS - 1] if end > MONTHS else 1.0  # of 2022 the mean is known
    prices = state.world.consumer_price[end - 1] / eve
    banks = state.settings.behaviour.finance.finance_banks
    return banks * 100.0 * (balances / prices - 1.0) + (1.0 - banks) * growth("value_added.finance")(state, year)


def financing_cost_change(state: State, year: int) -> float:
    """Mean all-in rate on loans of enterprises less that of the year before, percentage points."""
    return 100.0 * (state.series.year("rate.all_in", year) - state.series.year("rate.all_in", year - 1)) / MONTHS


def guarantee_size_growth(state: State, year: int) -> float:
    """Guaranteed loans per client at the year's end over a year before, percent; nothing where nobody is covered."""
    end = (year - HINDCAST_YEAR + 1) * MONTHS
    def size(month: int) -> float:
        clients = state.series.read("loans.guaranteed_clients", month)
        return state.series.read("loans.guaranteed", month) / clients if clients > 0.0 else 0.0
    before = size(end - MONTHS)
    return 100.0 * (size(end) / before - 1.0) if before > 0.0 else 0.0


def farmland_each(state: State, year: int) -> float:
    """The smaller of farmland reclaimed and farmland restored, as reported, mu."""
    part = state.settings.behaviour.land.restored_part
    return min(part, 1.0 - part) * as_reported("factors", "farmland.reclaimed")(state, year)


def key_energy_covered(state: State, year: int) -> float:
    """Energy granted to provincial and city key projects over what they asked for by the year's end, percent."""
    granted = state.series.year("energy.key_granted", year)
    waiting = state.series.read("energy.key_waiting", (year - HINDCAST_YEAR + 1) * MONTHS)
    return 100.0 * granted / (granted + waiting) if granted + waiting > 0.0 else 100.0


def worst_peak(state: State, year: int) -> float:
    """Load supplied on the worst peak day of the year, percent."""
    end = (year - HINDCAST_YEAR + 1) * MONTHS
    return 100.0 * min(state.series.read("power.peak_kept", month) for month in range(end - MONTHS + 1, end + 1))


def pv_alone(state: State, year: int) -> float:
    """Photovoltaics in what was connected, kW."""
    return (1.0 - state.settings.behaviour.energy.storage_share) * state.series.year("pv.installed", year)


FIGURES: dict[str, Figure] = {
    "graduates_new": of_level("graduates", total("graduates.arrived")),
    "graduates_new_net": net_of_level("graduates", total("graduates.arrived"), graduates_net),
    "high_skilled_new": total("skills.high"),
    "skilled_workers_new": total("skills.certified"),
    "upper_fund_ratio": upper_fund_ratio,
    "listed_companies_new": total("listing.new"),
    "listed_companies_domestic": total("listing.domestic"),
    "listing_filings_new": total("listing.filings"),
    "appropriated_total": appropriated,
    **{f"appropriated_{chapter}": at_year_end(f"line.{chapter}") for chapter in LINES},
    "budget_total": budget_total,
    **{f"budget_{chapter}": total(f"spent.{chapter}") for chapter in LINES},
    "farmland_reclaimed": as_reported("factors", "farmland.reclaimed"),
    "farmland_consolidated": as_reported("factors", "farmland.consolidated"),
    "land_quota_new": total("land.quota_won"),
    "low_efficiency_redeveloped": as_reported("factors", "land.redeveloped"),
    "finance_value_added_growth": finance_value_added_growth,
    "financing_cost_change": financing_cost_change,
    "guarantee_size_growth": guarantee_size_growth,
    "farmland_reclaimed_each": farmland_each,
    "energy_used_by_granted": total("energy.used_by_granted"),
    "key_energy_covered": key_energy_covered,
    "pv_new": pv_alone,
    "electricity_available": of_level("electricity", total("power.available"), basis=total("energy.electricity")),
    "gas_use": of_level("gas", total("gas.sold")),
    "peak_supply_kept": worst_peak,
    "power_price_growth": growth("power.price"),
    # The two rules are identities with the rule in force, whose strength they show.
    "reliability_fee_rate": year_mean("rules.reliability_fee"),
    "green_power_counted": year_mean("rules.green_counted"),
    "energy_granted_new_projects": total("energy.granted_new"),
    "energy_granted_all": total("energy.granted"),
    "energy_freed": as_reported("factors", "energy.freed"),
    "pv_storage_new": total("pv.installed"),
    "electricity_use": of_level("electricity", total("energy.electricity")),
}
