"""Levers of chapter 5, transport: what its measures can change."""

from sim.lever import Lever

LEVERS: dict[str, Lever] = {
    "road_works_share": Lever("share", "sum", "part of the line for road projects under way", "道路在建工程占预算比例"),
    "metro_share": Lever("share", "sum", "part of the line for metro lines", "地铁出资占预算比例"),
    "preparation_share": Lever("share", "sum", "part of the line for preparatory work", "前期工作占预算比例"),
    "freight_yard": Lever("yuan", "sum", "works on the freight yard, a year", "货场年度投入"),
    "multimodal_gain": Lever("share", "sum", "freight cost saved by a year of yard works", "多式联运降本"),
    "port_works": Lever("yuan", "sum", "works planned on the port, a year", "港口年度投入"),
    "container_toll_cut": Lever("share", "max", "part of the toll container lorries are spared", "集装箱车通行费减免"),
    "fresh_toll_cut": Lever("share", "max", "part of the toll fresh produce is spared", "鲜活农产品通行费减免"),
    "port_charge_cut": Lever("share", "max", "part of port service charges waived", "港口收费减免"),
}
