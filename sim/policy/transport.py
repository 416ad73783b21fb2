"""Chapter 5, the transport hub."""

from sim.levers import Levers
from sim.settings import Settings


def m29_fast_transport_network(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The line is shared out: roads under way, the district's part of metro lines, preparatory work. Clause 29."""
    levers.write("road_works_share", measure.construction_share * (1.0 - measure.metro_line_share) * strength)
    levers.write("metro_share", measure.construction_share * measure.metro_line_share * strength)
    levers.write("preparation_share", measure.preparatory_share * strength)


def m30_modern_logistics(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """The freight yard is built, and goods that move by rail and water cost less. Clause 30."""
    levers.write("freight_yard", measure.freight_yard_spending * strength)
    levers.write("multimodal_gain", measure.logistics_cost_cut if strength > 0 else 0.0)


def m31_port_development(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Port works are planned and built once their preparation is over. Clause 31."""
    levers.write("port_works", measure.port_spending * strength)


def m32_transport_cost_relief(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Container lorries pay part of the toll, fresh produce none, ports charge less. Clause 32."""
    levers.write("container_toll_cut", (1.0 - measure.container_toll_factor) * strength)
    levers.write("fresh_toll_cut", (1.0 - measure.fresh_produce_toll_factor) * strength)
    levers.write("port_charge_cut", measure.port_charge_cut * strength)


def m33_rural_transport(measure: Settings, strength: float, levers: Levers, month_of_year: int) -> None:
    """Rural roads are rebuilt and maintained, and one joint passenger, freight and mail line opens. Clause 33."""
    levers.plan("rural_roads_new", measure.roads_new * strength, measure.cost_new_per_km)
    levers.plan("rural_roads_maintained", measure.roads_maintained * strength, measure.cost_maintenance_per_km)
    levers.plan("passenger_freight_post_line", measure.shared_lines * strength)


MEASURES = (
    m29_fast_transport_network,
    m30_modern_logistics,
    m31_port_development,
    m32_transport_cost_relief,
    m33_rural_transport,
)
