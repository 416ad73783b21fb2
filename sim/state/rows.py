"""Rows of the agents a phase concerns, found once for a draw: which they are is decided by columns that stand.

Why: most programmes concern a few thousand firms of 177,000; nobody else need be asked every month. Each is an array
of row numbers in ascending order unless said otherwise.
"""

from numpy.typing import NDArray

from sim.state.declare import Sealed, value

FIRM = "row of enterprises"


class Rows(Sealed):
    """Row numbers by who they are."""

    manufacturers: NDArray = value(FIRM, "manufacturers of any size")
    industry: NDArray = value(FIRM, "industrial enterprises of any size")
    above_scale: NDArray = value(FIRM, "enterprises on the above-scale list")
    above_scale_industry: NDArray = value(FIRM, "above-scale industrial enterprises")
    above_scale_makers: NDArray = value(FIRM, "above-scale manufacturers")
    above_scale_private: NDArray = value(FIRM, "above-scale enterprises that are no public units")
    digital: NDArray = value(FIRM, "the digital core")
    public_units: NDArray = value(FIRM, "schools, hospitals and public offices")
    with_premises: NDArray = value(FIRM, "all but shops, which are tenants without a roof of their own")
    small_technology: NDArray = value(FIRM, "technology firms below scale")
    service_firms_known: NDArray = value(FIRM, "for-profit service firms a bureau knows by name")
    information_technology: NDArray = value(FIRM, "technology firms that make software or serve information")
    researchers: NDArray = value(FIRM, "firms that do research, book some, or may begin it")
    listing_candidates: NDArray = value(FIRM, "enterprises large enough for the stock market, largest first")
    exporters: NDArray = value(FIRM, "enterprises that export, by lot")
    online_sellers: NDArray = value(FIRM, "above-scale traders, large enough to sell beyond the district online")
    incubated: NDArray = value(FIRM, "small technology firms in an incubator, by lot")
    zone: NDArray = value(FIRM, "above-scale service firms in the innovation zone, by lot")
    small_suppliers: NDArray = value(FIRM, "small firms that make what government buys")
    rural_families: NDArray = value("row of households", "households with a rural resident")
    families: NDArray = value("row of households", "households large enough for a second child")
    poor: NDArray = value("row of households", "households on minimum living support, by lot")
    old_in_need: NDArray = value("row of households", "households with an old person in need, by lot")
    disabled: NDArray = value("row of households", "households with a disabled person, by lot")
