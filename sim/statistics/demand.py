"""Published figures of chapter 6: retail sales, exports, foreign capital."""

from sim.statistics.rules import Figure, growth

FIGURES: dict[str, Figure] = {
    "retail_sales_growth": growth("retail.sales"),
}
