"""Published figures of chapter 3: growth of industry, land renewed."""

from sim.statistics.rules import Figure, growth, total

FIGURES: dict[str, Figure] = {
    "industrial_value_added_growth": growth("value_added.industry"),
    "industrial_renewal_land": total("land.renewed"),
}
