"""The books that last: one typed object for each mechanism, opened empty and kept from month to month."""

import dataclasses
from dataclasses import dataclass, field

from sim.state.books.enterprises import (
    Certificates,
    Credit,
    Customers,
    Exports,
    ForeignCapital,
    Online,
    Recruiting,
    Register,
    Research,
    StockMarket,
    Support,
    Turnover,
    Visitors,
    YearlyList,
)
from sim.state.books.land import (
    Bonds,
    Connections,
    Energy,
    Farmland,
    Homes,
    Land,
    Pipeline,
    Transport,
    Villages,
)
from sim.state.books.people import Allowances, FarmEnergy, Farming, FarmUpgrading, Jobs, Migration, Promotion
from sim.state.books.policy import Awards, Fund, Platforms, Programmes, Science, Treasury


@dataclass(slots=True)
class Books:
    """All books of one district."""

    programmes: Programmes = field(default_factory=Programmes)
    fund: Fund = field(default_factory=Fund)
    awards: Awards = field(default_factory=Awards)
    treasury: Treasury = field(default_factory=Treasury)
    platforms: Platforms = field(default_factory=Platforms)
    science: Science = field(default_factory=Science)
    research: Research = field(default_factory=Research)
    certificates: Certificates = field(default_factory=Certificates)
    support: Support = field(default_factory=Support)
    recruiting: Recruiting = field(default_factory=Recruiting)
    customers: Customers = field(default_factory=Customers)
    exports: Exports = field(default_factory=Exports)
    online: Online = field(default_factory=Online)
    visitors: Visitors = field(default_factory=Visitors)
    foreign_capital: ForeignCapital = field(default_factory=ForeignCapital)
    land: Land = field(default_factory=Land)
    energy: Energy = field(default_factory=Energy)
    pipeline: Pipeline = field(default_factory=Pipeline)
    credit: Credit = field(default_factory=Credit)
    stock_market: StockMarket = field(default_factory=StockMarket)
    jobs: Jobs = field(default_factory=Jobs)
    migration: Migration = field(default_factory=Migration)
    allowances: Allowances = field(default_factory=Allowances)
    promotion: Promotion = field(default_factory=Promotion)
    farming: Farming = field(default_factory=Farming)
    farm_upgrading: FarmUpgrading = field(default_factory=FarmUpgrading)
    farm_energy: FarmEnergy = field(default_factory=FarmEnergy)
    bonds: Bonds = field(default_factory=Bonds)
    transport: Transport = field(default_factory=Transport)
    farmland: Farmland = field(default_factory=Farmland)
    connections: Connections = field(default_factory=Connections)
    homes: Homes = field(default_factory=Homes)
    villages: Villages = field(default_factory=Villages)
    register: Register = field(default_factory=Register)
    yearly_list: YearlyList = field(default_factory=YearlyList)
    turnover: Turnover = field(default_factory=Turnover)


BOOKS: dict[str, type] = {entry.name: entry.default_factory for entry in dataclasses.fields(Books)}  # pyright: ignore
