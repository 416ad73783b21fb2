"""What each measure of chapter 4 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import OUTCOME

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m22": (
        {"agency_award": 2.0, "tenants_per_year": 60.0, "tenant_displacement": 0.5},
        {"agency_award": 2.0, "tenants": 30.0}, {},
    ),
    "m23": (
        {"leader_award": 10.0, "leaders_awarded": 15.0, "supported_firms": 50.0},
        {"leader_award": 10.0, "firms_matched": 50.0}, {"leaders_awarded": 15.0},
    ),
    "m24": (
        {"rd_support_rate": 0.1, "support_cap": 9.0, "awareness": 0.6, "scenario_projects": 20.0,
         "scenario_grant": 5.0},
        {"information_rd_rate": 0.1, "scenario_projects": 20.0},
        {"information_rd_cap": 9.0, "information_reach": 0.6, "scenario_grant": 5.0},
    ),
    "m25": ({"project_support": 3.0}, {"town_effort": 1.0, "town_support": 3.0}, {}),
    "m26": (
        {"headquarters_award": 10.0, "headquarters_named": 8.0, "construction_recruits": 5.0},
        {"headquarters_award": 10.0, "builders_sought": 5.0}, {"headquarters_named": 8.0},
    ),
    "m27": (
        {"recognition_award": 2.0, "firms_recognised": 10.0, "event_grant": 3.0, "events_aided": 6.0, "work_grant": 1.0,
         "works_per_year": 60.0},
        {"culture_award": 2.0, "culture_events": 6.0, "work_grant": 1.0},
        {"culture_recognised": 10.0, "culture_event_grant": 3.0, "works_aided": 60.0},
    ),
    "m28": (
        {"events_planned": 50.0, "cost_per_event": 2.0}, {"plan_tourism_events": 50.0}, {"cost_tourism_events": 2.0},
    ),
}  # fmt: skip
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m25", "jobs_per_project"),
    ("m28", "visitors_per_event"),
    ("m28", "spending_per_visitor"),
    ("m28", "spending_displaced"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m25", "fashion_town_projects"): OUTCOME,
    ("m25", "computing_town_projects"): OUTCOME,
}
