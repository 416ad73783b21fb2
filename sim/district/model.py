"""What a built district holds, and what it is built from."""

from dataclasses import dataclass

from numpy.typing import NDArray

from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.people import Households, Residents
from agents.projects import Projects
from sim.district.balance import DistrictAccounts


@dataclass(frozen=True)
class Tables:
    """Tables of the region beside its accounts: shares by town, wages by sector and skill, energy by sector."""

    town_population: NDArray  # (8,) share
    town_jobs: NDArray  # (8,) share
    town_industry: NDArray  # (8,) share
    town_farmland: NDArray  # (8,) share
    jobs_share: NDArray  # (26,) share of jobs
    wages: NDArray  # (26, 3) yuan/month
    electricity: NDArray  # (26,) kWh per yuan of value added


@dataclass(frozen=True)
class District:
    """A district as built: accounts in yuan per year, wages that pay out its labour compensation, populations."""

    accounts: DistrictAccounts
    wages: NDArray  # (26, 3) yuan a month with contributions, scaled to the accounts
    kwh_per_output: NDArray  # (26,) kWh per yuan of gross output
    enterprises: Enterprises
    residents: Residents
    households: Households
    farms: Farms
    projects: Projects
    in_commuters: NDArray  # (8, 26, 3) persons
    wage_outside: float  # yuan a month an out-commuter earns
    residential_electricity: float  # kWh a month
