"""Chapter 5, the transport hub."""

from sim.levers import Levers
from sim.settings import Settings


def m33_rural_transport(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Rural roads are rebuilt and maintained, and one joint passenger, freight and mail line opens. Clause 33."""
    levers.plan("rural_roads_new", measure.roads_new * strength, measure.cost_new_per_km)
    levers.plan("rural_roads_maintained", measure.roads_maintained * strength, measure.cost_maintenance_per_km)
    levers.plan("passenger_freight_post_line", measure.shared_lines * strength)


MEASURES = (m33_rural_transport,)
