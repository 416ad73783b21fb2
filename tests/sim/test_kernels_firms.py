"""The compiled passes over enterprises equal their columns."""

import numpy as np
import pytest

from sim.kernels import firms, firms_columns

ROWS, SECTORS, TOWNS = 5_000, 26, 8
only_compiled = pytest.mark.skipif(
    firms._FORM is not firms._COMPILED, reason="compilation is off: there is nothing to compare"
)


def district(seed: int = 5) -> dict:
    """Firms in business and closed, in debt and rich, with and without capital, posts, loans and stock."""
    rng = np.random.default_rng(seed)

    def amounts(empty: float = 0.1):
        return rng.lognormal(10.0, 1.5, ROWS) * (rng.random(ROWS) > empty)

    columns = {name: amounts() for name in ("expected", "posts", "realised", "made_by_one", "usual", "capital",
                                            "capacity", "loans", "loans_opening", "inventory", "output", "limit",
                                            "supply", "sales", "wanted", "need", "refused",
                                            "beyond", "meant")}  # fmt: skip
    flags = {name: rng.random(ROWS) < 0.7 for name in ("is_active", "is_borrower", "is_guaranteed", "was_guaranteed",
                                                       "is_public")}  # fmt: skip
    shares = {name: rng.normal(0.05, 0.02, ROWS) for name in ("cheaper", "rate", "rate_usual")}
    return columns | flags | shares | {
        "deposits": rng.normal(1e4, 3e4, ROWS), "opening": rng.normal(1e4, 3e4, ROWS),
        "profit": rng.normal(1e3, 3e3, ROWS), "growth": rng.lognormal(0.0, 0.3, ROWS),
        "local_share": rng.random(ROWS), "cash_months": rng.lognormal(0.0, 1.0, ROWS),
        "sector": rng.integers(0, SECTORS, ROWS), "town": rng.integers(0, TOWNS, ROWS),
        "part": 0.3, "weight": rng.uniform(1.0, 9.0, ROWS), "staffing": rng.lognormal(0.0, 0.1, (TOWNS, SECTORS)),
        "prices": rng.lognormal(0.0, 0.1, SECTORS), "season": rng.lognormal(0.0, 0.1, SECTORS),
        "storable": rng.random(SECTORS) < 0.5, "use": rng.uniform(0.6, 0.9, SECTORS),
    }  # fmt: skip


PASSES = {
    "expect": ("expected posts realised is_active made_by_one usual town sector staffing prices",
               ((0.3, 1.02, 0.2, 1e-9, 0.1, 0.08, 0.5),)),
    "grow": ("cheaper part use sector", ()),
    "wish": ("capital capacity expected is_active cheaper sector use", ((0.01, 0.05, 0.5),)),
    "invest": ("wanted capital capacity expected deposits meant sector prices", ((0.01, 2.0, 1e-9),)),
    "lack": ("beyond profit deposits expected cash_months is_borrower+is_public opening sector prices",
             ((2.0, 0.6, 0.5),)),
    "ask": ("usual growth loans need refused profit is_borrower is_guaranteed was_guaranteed weight rate_usual+rate",
            ((0.15, 3.0, 0.2, 0.03, 0.2, 0.6, 0.3),)),
    "grant": ("loans need wanted meant beyond profit is_guaranteed", ((0.9, 0.7, 0.4), (0.6, 0.3))),
    "supply": ("inventory output limit sector storable", ()),
    "hand_out": ("limit+output+usual supply inventory output sales sector storable season", ()),
    "draw": ("profit opening usual growth loans+loans_opening deposits beyond is_public local_share", ((0.1, 0.01),)),
}


def run(form, name: str):
    """What a pass returns and what it leaves in its columns."""
    given, (names, rules) = district(), PASSES[name]
    arguments = [tuple(given[part] for part in word.split("+")) if "+" in word else given[word]
                 for word in names.split()]  # fmt: skip
    if name == "hand_out":  # what is sold stands apart from the columns that change
        arguments[0] = tuple(part.copy() for part in arguments[0])
    found = form(*arguments, *(np.array(rule) if isinstance(rule, tuple) else rule for rule in rules))
    left = [given[word] for word in names.split() if "+" not in word]
    return [*(found if isinstance(found, tuple) else (found,)), *left]


@only_compiled
@pytest.mark.parametrize("name", PASSES)
def test_compiled_and_columns_are_the_same(name):
    compiled, columns = run(firms._COMPILED[name], name), run(getattr(firms_columns, name), name)
    for one, other in zip(compiled, columns, strict=True):
        # a compiled loop may fuse a product and a sum: the last digit can differ
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-9)


def test_a_closed_firm_expects_wants_and_invests_nothing():
    given = district()
    closed = ~given["is_active"]
    rules = np.array([0.3, 1.0, 0.2, 1e-9, 0.1, 0.08, 0.5])
    firms.expect(*(given[word] for word in PASSES["expect"][0].split()), rules)
    assert not given["expected"][closed].any()
    assert not given["posts"][closed].any()
    wanted = firms.wish(*(given[word] for word in PASSES["wish"][0].split()), np.array([0.01, 0.05, 0.5]))
    assert not wanted[closed].any()
    assert wanted[~closed].any()


def test_costs_of_loans_are_weighted_at_both_rates():
    # 2 * 100 at 5 % and 1 * 50 at 4 %; a percentage point less for the first
    weight, loans = np.array([2.0, 1.0]), np.array([100.0, 50.0])
    costs = firms.costs_of_loans(weight, loans, np.array([0.05, 0.04]), np.array([0.04, 0.04]))
    assert costs == pytest.approx((12.0, 10.0))
