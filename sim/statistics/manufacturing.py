"""Published figures of chapter 3: growth of industry, land renewed."""

from sim.state import State
from sim.statistics.rules import Figure, as_reported, growth, growth_on_list, total


def smallest_green(state: State, year: int) -> float:
    """Smallest yearly investment of a firm whose energy-saving equipment was aided, yuan: a rule that is enforced."""
    months = range((year - 2023) * 12 + 1, (year - 2022) * 12 + 1)
    aided = [state.series.read("aid.green_smallest", month) for month in months]
    return min((amount for amount in aided if amount > 0.0), default=0.0)


FIGURES: dict[str, Figure] = {
    "industrial_value_added_growth": growth_on_list(
        "value_added.industry", "list_change.industry", "industry.growth_cumulative"
    ),
    "digital_core_value_added_growth": growth("value_added.digital"),
    "green_project_minimum": smallest_green,
    "industrial_renewal_completed": total("land.renewal_finished"),
    "industrial_renewal_land": as_reported("manufacturing", "land.renewed"),
}
