"""The whole district from its tables: accounts first, then everyone who makes them up."""

import numpy as np

from agents.enterprises import Enterprises
from sim.district.balance import DistrictAccounts, DistrictTotals, SectorTables, district_accounts
from sim.district.firms import build_enterprises
from sim.district.land import build_farms, build_projects
from sim.district.model import District, Tables
from sim.district.people import build_people, income_per_resident, labour_totals


def totals_of(region: dict) -> DistrictTotals:
    """The totals of the accounts from the declared values of the region."""
    gdp = region["gdp_2022"]
    income = income_per_resident(region["income_urban_2021"], region["income_rural_2021"],
                                 region["synthesis"]["rural_share"], region["income_growth_2022"])  # fmt: skip
    return DistrictTotals(
        gdp=gdp, services_share=region["services_share"],
        industrial_value_added_rate=region["industrial_value_added_rate"],
        household_consumption=(1.0 - region["household_saving_rate"]) * income * region["residents"],
        government_consumption=region["government_consumption_share"] * gdp,
        investment=region["investment_share"] * gdp, local_sales_ceiling=region["local_sales_ceiling"],
        tolerance=region["ras_tolerance"], iterations=int(region["ras_iterations"]),
    )  # fmt: skip


def _enterprises(region: dict, accounts: DistrictAccounts, tables: Tables, scale: float) -> Enterprises:
    """Enterprises; rows of a sector the district does not have (output zero) sell no share of it instead of 0/0."""
    with np.errstate(invalid="ignore"):
        enterprises = build_enterprises(region, accounts, tables, scale)
    absent = accounts.output[enterprises.sector] == 0
    enterprises.share_local[absent] = 0.0
    enterprises.orders_outside[absent] = 0.0
    return enterprises


def build(region: dict, tables_raw: SectorTables, tables: Tables, scale: float) -> District:
    """Accounts and populations of the region; `scale` is the share of small agents that get a row of their own."""
    accounts = district_accounts(tables_raw, totals_of(region))
    enterprises = _enterprises(region, accounts, tables, scale)
    residents, households, in_commuters, wages = build_people(region, accounts, tables, enterprises, scale)
    used = region["electricity_use_2022_annual"]
    residential = region["residential_electricity_share"] * used
    by_value_added = tables.electricity * accounts.value_added
    kwh = by_value_added * (used - residential) / by_value_added.sum()
    mean_wage = accounts.labour_compensation.sum() / 12.0 / labour_totals(region)["jobs"]
    made = accounts.output
    return District(
        towns=tables.towns, accounts=accounts, wages=wages,
        kwh_per_output=np.divide(kwh, made, out=np.zeros_like(kwh), where=made > 0),
        energy_per_output=tables.energy * accounts.value_added / np.where(made > 0, made, 1.0),
        enterprises=enterprises, residents=residents, households=households,
        farms=build_farms(region, accounts, tables), projects=build_projects(region, len(tables.towns)),
        in_commuters=in_commuters, wage_outside=region["synthesis"]["outside_wage"] * mean_wage,
        residential_electricity=residential / 12.0,
    )  # fmt: skip
