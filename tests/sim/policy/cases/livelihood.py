"""What each measure of chapter 8 writes, worked out by hand; what phases read of it; what is a fact of the text."""

from tests.sim.policy.text_facts import OUTCOME

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
    "m48": (
        {"trained": 15_000.0, "training_match_gain": 0.1, "assisted_jobs": 4800.0, "stabilisation_refund": 0.4,
         "internships": 600.0},
        {"training": 1250.0, "placement": 400.0, "retention_refund": 0.4, "internships": 50.0}, {},
    ),
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {"m48": {"training_gain": 0.1}}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = {
    ("m48", "training_cost"),
}
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
    ("m48", "new_jobs"): OUTCOME,
    ("m48", "skilled"): "an outcome of training; staff certified in firms keep their job and skill",
}
