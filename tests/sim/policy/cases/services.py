"""What each measure of chapter 4 writes, worked out by hand; what phases read of it; what is a fact of the text."""

# By measure: its values, the levers at strength 1 that grow with strength, and those that only stand while it acts.
CASES: dict[str, tuple[dict, dict, dict]] = {
}  # fmt: skip
# A property that is no matter of how much is done; it does nothing where nothing is done.
ALWAYS: dict[str, dict[str, float]] = {}
# Values that phases read by name: costs and delays of works, and rules that nobody here decides.
BY_PHASES: set[tuple[str, str]] = set()
# Values that nothing reads, each with the reason.
TEXT_FACTS: dict[tuple[str, str], str] = {
}
