"""Published figures of chapter 3: growth of industry, land renewed."""

from sim.statistics.rules import Figure, as_reported, growth

FIGURES: dict[str, Figure] = {
    "industrial_value_added_growth": growth("value_added.industry"),
    "industrial_renewal_land": as_reported("manufacturing", "land.renewed"),
}
