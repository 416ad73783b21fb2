"""Chapter 5, the transport hub."""

from sim.policy.item import Item
from sim.policy.lever import Act, ChapterLevers, lever
from sim.settings import Settings


class TransportLevers(ChapterLevers):
    """What the measures of the chapter can change; neutral is zero."""

    road_works_share: float = lever("share", "sum", "part of the line for road projects under way",
                                    "道路在建工程占预算比例")
    metro_share: float = lever("share", "sum", "part of the line for metro lines", "地铁出资占预算比例")
    preparation_share: float = lever("share", "sum", "part of the line for preparatory work", "前期工作占预算比例")
    freight_yard: float = lever("yuan", "sum", "works on the freight yard, a year", "货场年度投入")
    multimodal_gain: float = lever("share", "sum", "freight cost saved by a year of yard works", "多式联运降本")
    port_works: float = lever("yuan", "sum", "works planned on the port, a year", "港口年度投入")
    container_toll_cut: float = lever("share", "max", "part of the toll container lorries are spared",
                                      "集装箱车通行费减免")
    fresh_toll_cut: float = lever("share", "max", "part of the toll fresh produce is spared", "鲜活农产品通行费减免")
    port_charge_cut: float = lever("share", "max", "part of port service charges waived", "港口收费减免")


ITEMS: dict[str, Item] = {
    "rural_roads_new": Item("transport", "km", "Rural roads built or rebuilt", "农村公路新（改）建里程", "clause 33"),
    "rural_roads_maintained": Item("transport", "km", "Rural roads maintained", "农村公路养护里程", "clause 33"),
    "passenger_freight_post_line": Item("transport", "project", "Joint passenger, freight and mail lines",
                                        "客货邮合作专线", "clause 33", "whole"),
}  # fmt: skip


def m29_fast_transport_network(m: Settings, act: Act) -> None:
    """The line is shared out: roads under way, the district's part of metro lines, preparatory work. Clause 29."""
    act.grow(road_works_share=m.construction_share * (1.0 - m.metro_line_share),
             metro_share=m.construction_share * m.metro_line_share, preparation_share=m.preparatory_share)


def m30_modern_logistics(m: Settings, act: Act) -> None:
    """The freight yard is built, and goods that move by rail and water cost less. Clause 30."""
    act.grow(freight_yard=m.freight_yard_spending)
    act.switch_on(multimodal_gain=m.logistics_cost_cut)


def m31_port_development(m: Settings, act: Act) -> None:
    """Port works are planned and built once their preparation is over. Clause 31."""
    act.grow(port_works=m.port_spending)


def m32_transport_cost_relief(m: Settings, act: Act) -> None:
    """Container lorries pay part of the toll, fresh produce none, ports charge less. Clause 32."""
    act.grow(container_toll_cut=1.0 - m.container_toll_factor, fresh_toll_cut=1.0 - m.fresh_produce_toll_factor,
             port_charge_cut=m.port_charge_cut)


def m33_rural_transport(m: Settings, act: Act) -> None:
    """Rural roads are rebuilt and maintained, and one joint passenger, freight and mail line opens. Clause 33."""
    act.plan(rural_roads_new=(m.roads_new, m.cost_new_per_km),
             rural_roads_maintained=(m.roads_maintained, m.cost_maintenance_per_km),
             passenger_freight_post_line=m.shared_lines)


MEASURES = (
    m29_fast_transport_network,
    m30_modern_logistics,
    m31_port_development,
    m32_transport_cost_relief,
    m33_rural_transport,
)
