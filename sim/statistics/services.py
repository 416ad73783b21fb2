"""Published figures of chapter 4: growth of services by the bureau's proxies."""

from sim.statistics.rules import Figure, growth

FIGURES: dict[str, Figure] = {
    "services_value_added_growth": growth("value_added.services"),
    "forprofit_services_revenue_growth": growth("revenue.forprofit"),
    "infoservices_revenue_growth": growth("revenue.infoservices"),
}
