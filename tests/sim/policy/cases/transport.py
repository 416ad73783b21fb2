"""What each measure of chapter 5 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m29": (  # 0.8 of the line for works, half of it for metro lines
        {"construction_share": 0.8, "metro_line_share": 0.5, "preparatory_share": 0.05},
        {"road_works_share": 0.4, "metro_share": 0.4, "preparation_share": 0.05},
        {},
    ),
    "m30": (
        {"freight_yard_spending": 50.0, "logistics_cost_cut": 0.005},
        {"freight_yard": 50.0},
        {"multimodal_gain": 0.005},
    ),
    "m31": ({"port_spending": 30.0}, {"port_works": 30.0}, {}),
    "m32": (
        {"container_toll_factor": 0.65, "fresh_produce_toll_factor": 0.0, "port_charge_cut": 0.1},
        {"container_toll_cut": 0.35, "fresh_toll_cut": 1.0, "port_charge_cut": 0.1},
        {},
    ),
    "m33": (
        {"roads_new": 7.0, "roads_maintained": 28.0, "cost_new_per_km": 6.0, "cost_maintenance_per_km": 0.5,
         "shared_lines": 1.0},
        {"plan_rural_roads_new": 7.0, "plan_rural_roads_maintained": 28.0, "plan_passenger_freight_post_line": 1.0},
        {"cost_rural_roads_new": 6.0, "cost_rural_roads_maintained": 0.5},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m29", "spending_lag"),
    ("m31", "preparation_delay"),
    ("m32", "toll_cost_share"),
    ("m32", "container_truck_share"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
}
