"""What a built district holds, and what it is built from."""

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.typing import NDArray

from agents.enterprises import Enterprises
from agents.farms import Farms
from agents.people import Households, Residents
from agents.projects import Projects
from sim.district.balance import DistrictAccounts


@dataclass(frozen=True)
class Towns:
    """The towns and subdistricts of a region, in the order that columns `town` count them, shape (towns,) each."""

    codes: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    is_subdistrict: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def subdistricts(self) -> int:
        """How many of them are subdistricts (街道)."""
        return sum(self.is_subdistrict)

    @property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Chinese and English name by code."""
        return {code: (zh, en) for code, zh, en in zip(self.codes, self.zh, self.en, strict=True)}


@dataclass(frozen=True)
class Tables:
    """Tables of the region beside its accounts: shares by town, wages by sector and skill, energy by sector."""

    towns: Towns
    town_population: NDArray  # (towns,) share
    town_jobs: NDArray  # (towns,) share
    town_industry: NDArray  # (towns,) share
    town_farmland: NDArray  # (towns,) share
    jobs_share: NDArray  # (26,) share of jobs
    wages: NDArray  # (26, 3) yuan/month
    electricity: NDArray  # (26,) kWh per yuan of value added
    energy: NDArray  # (26,) tce per 10,000 yuan of value added


@dataclass(frozen=True)
class District:
    """A district as built: accounts in yuan per year, wages that pay out its labour compensation, populations."""

    towns: Towns
    accounts: DistrictAccounts
    wages: NDArray  # (26, 3) yuan a month with contributions, scaled to the accounts
    kwh_per_output: NDArray  # (26,) kWh per yuan of gross output
    energy_per_output: NDArray  # (26,) energy of all kinds for a yuan of gross output, relative to each other
    enterprises: Enterprises
    residents: Residents
    households: Households
    farms: Farms
    projects: Projects
    in_commuters: NDArray  # (towns, 26, 3) persons
    wage_outside: float  # yuan a month an out-commuter earns
    residential_electricity: float  # kWh a month
