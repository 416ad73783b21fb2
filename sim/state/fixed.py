"""What is fixed for a draw: built at the start, shared by all branches, read-only.

Shapes: sectors (26,), skills (3,), months (HORIZON,) from January 2023; money at base prices unless said otherwise.
"""

from collections.abc import Mapping

from numpy.typing import NDArray

from sim.state.declare import Sealed, value


class Fixed(Sealed):
    """Coefficients of the draw's economy, its usual sizes, and what is drawn once. Sealed when the draw begins."""

    # Who buys what from whom, from start/economy.py
    local: NDArray = value("share", "product of each sector (row) from here in a yuan of output (column), (26, 26)")
    outside: NDArray = value("share", "the same from outside, (26, 26)")
    output: NDArray = value("yuan/month", "output at the mean of 2022 by sector")
    value_added_rate: NDArray = value("share", "value added in output by sector")
    production_tax: NDArray = value("share", "net tax on a yuan of output by sector")
    depreciation: NDArray = value("share", "wear of capital in a yuan of output by sector")
    wages: NDArray = value("yuan/month", "labour cost of one person in 2022 by sector and skill, (26, 3)")
    contribution: float = value("share", "social contributions of the employer in labour cost")
    mean_wage: float = value("yuan/month", "labour cost of one person, mean of all")
    season: NDArray = value("index", "orders and work by month and sector, (HORIZON, 26)")
    household_local: NDArray = value("share", "product of each sector from here in a yuan residents spend")
    household_outside: NDArray = value("share", "the same from outside")
    government_local: NDArray = value("share", "product of each sector from here in a yuan government spends")
    government_outside: NDArray = value("share", "the same from outside")
    investment_local: NDArray = value("share", "product of each sector from here in a yuan of capital goods")
    investment_outside: NDArray = value("share", "the same from outside")
    household_2022: float = value("yuan/month", "consumption of residents at the mean of 2022")
    household_monthly: float = value("yuan/month", "consumption of residents on the eve of 2023")
    government_monthly: float = value("yuan/month", "purchases of government at the mean of 2022")
    local_demand: NDArray = value("yuan/month", "sales in the district by sector at the mean of 2022")
    market_on_the_eve: NDArray = value("index", "what each sector makes as 2023 begins over the mean of 2022")
    orders_at_base: NDArray = value("yuan/month", "orders of enterprises from outside by sector at base demand")
    plant_orders: NDArray = value("yuan/month", "orders of plants that open as planned, at base, (HORIZON, 26)")
    goods_share_of_investment: float = value("share",
                                             "goods and works in recorded investment; the rest is land and fees")
    other_investment: float = value("yuan/month", "capital formation in no list: small works paid by government")
    home_sales: float = value("yuan/month", "home sales of a month of 2022 at full price")
    building_of_homes: NDArray = value("yuan/month", "what developers pay their builders, (HORIZON,)")
    use_wanted: NDArray = value("share", "use of capacity firms aim at by sector")
    electricity_scale: float = value("1", "electricity used in 2022 over that of the built district")
    tce_per_output: NDArray = value("tce", "energy of all kinds for a yuan of output by sector in 2022, (26,)")
    # Usual sizes
    loan_per_demand: float = value("month", "loans of borrowers over their monthly sales")
    other_transfers: float = value("yuan/month", "transfers to residents beside pensions here on the eve of 2023")
    property_elsewhere: float = value("yuan/month", "income from property elsewhere and own homes on the eve of 2023")
    farm_income: float = value("yuan/month", "income of all farm families on the eve of 2023")
    industry_by_town: NDArray = value("yuan/month", "industrial output by town on the eve of 2023, (towns,)")
    village_land: NDArray = value("mu", "industrial land under buildings of villages on the eve of 2023, (towns,)")
    closings_usual: NDArray = value("enterprise", "usual closings a month by sector")
    orders_in_turnover: NDArray = value("yuan/month", "outside orders of places usually empty, at base, by sector")
    sales_of_small_suppliers: float = value("yuan/month", "usual local sales of small firms government buys from")
    share_of_rural_families: NDArray = value("share", "of one in what all get by members, shape of rows.rural_families")
    weight_of_families: float = value("household", "households that can have a second child")
    # What is drawn once
    reliability: Mapping[str, float] = value("share", "part of its line the bureau of a chapter gets through")
    completion: Mapping[str, float] = value("index", "log of what the bureau of a chapter reports over what is printed")
    latitude: Mapping[str, float] = value("share", "what the bureau of a chapter reports beyond what it delivers")
    exports_national: NDArray = value("index", "national exports, mean of 2022 is 1, (HORIZON,)")
    exports_district: NDArray = value("index", "exports of the district, mean of 2022 is 1, (HORIZON,)")
    export_part: float = value("share", "part of an exporter's outside orders that is sold abroad")
    worth_of_fairs: NDArray = value("index", "worth of a stand to each exporter, log, shape of rows.exporters")
    worth_of_outlets: NDArray = value("index", "worth of an outlet to each exporter, log, shape of rows.exporters")
    risk_of_buyers: NDArray = value("index", "losses on each exporter's buyers, log, shape of rows.exporters")
    worth_of_upgrades: NDArray = value("index", "worth of a digital upgrade, log, shape of rows.above_scale_makers")
    park_lot: NDArray = value("share", "lot of a place in a park (0 first), shape of rows.above_scale_makers")
    spreads: tuple[NDArray, NDArray] = value("share", "distinct spreads of own growth, and which each enterprise has")
    sector_runs: tuple[NDArray, NDArray] = value("row of enterprises", "where runs of one sector begin, and its code")
    # Pure functions of the draw's key, remembered because hashing costs more than all else around them
    yearly_luck: dict[tuple[str, int], float] = value("1", "standard normal number by mechanism and year from 2022")
    own_shocks: dict[int, NDArray] = value("1", "log growth of each enterprise by year, (n,)")
    own_levels: dict[int, NDArray] = value("1", "log level of each enterprise at the middle of a year, (n,)")
