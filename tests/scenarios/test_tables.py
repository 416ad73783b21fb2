"""Tables of a region with mistakes: all are told at once, each with file, line, what was found and what is allowed."""

import shutil

import pytest

from scenarios.sources import ROOT
from scenarios.tables import check_tables

TRIAL, LINPING = "conf/region/trial/towns.csv", "conf/region/linping"


@pytest.fixture
def said(tmp_path):
    """`said((file, old, new), ...)`: problems of the made-up district after these changes, as text."""
    shutil.copytree(ROOT / "conf" / "region", tmp_path / "conf" / "region")

    def changed(*changes: tuple[str, str, str]) -> list[str]:
        for file, old, new in changes:
            text = (tmp_path / file).read_text("utf-8-sig")
            assert old in text
            (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8-sig")
        return [str(problem) for problem in check_tables(["trial", "linping"], tmp_path)]

    return changed


def test_the_tables_as_they_stand_have_no_problem():
    assert check_tables(["linping"]) == check_tables(["trial", "linping"]) == []


@pytest.mark.parametrize(("file", "old", "new", "told"), [
    (TRIAL, "bridge,", "river,", "line 4, town: found 'river', which line 3 has; allowed: each code once."),
    (TRIAL, "bridge,", "Bridge Town,",
     "line 3, town: found 'Bridge Town'; allowed: small letters, digits and _, a letter first."),
    (TRIAL, ",subdistrict,0.45", ",street,0.45", "line 3, bridge.kind: found 'street'; allowed: town or subdistrict."),
    (TRIAL, "0.45,0.6,", "0.45,0.65,",
     "jobs_share: found shares of 3 towns that add up to 1.05; allowed: a sum of 1. Correct this column."),
    (f"{LINPING}/wages.csv", "food,4800", "food,much",
     "line 3, food.wage_basic: found 'much'; allowed: a number from 0 up."),
    (f"{LINPING}/wages.csv", "food,4800", "food,-4800",
     "line 3, food.wage_basic: found '-4800'; allowed: a number from 0 up."),
    (f"{LINPING}/wages.csv", "food,4800", "food,inf",
     "line 3, food.wage_basic: found 'inf'; allowed: a number from 0 up."),
    (f"{LINPING}/coefficients.csv", "agriculture,0.1375", "agriculture,",
     "line 2, agriculture.agriculture: found an empty cell; allowed: a number from 0 up."),
    (f"{LINPING}/sectors.csv", "production_tax_share", "tax_share",
     "line 1, production_tax_share: found no such column; allowed: every column that is read."),
], ids=["twice", "no code", "kind", "sum", "word", "negative", "infinite", "empty", "column"])  # fmt: skip
def test_a_mistake_is_told_with_its_line(said, file, old, new, told):
    (problem,) = said((file, old, new))
    assert problem.startswith(f"{file}: {told}")


def test_a_town_without_residents(said):
    problems = said((TRIAL, "town,0.2,", "town,0,"), (TRIAL, "subdistrict,0.45,", "subdistrict,0.65,"))
    assert problems == [f"{TRIAL}: line 2, hillside.population_share: found a town without residents; "
                        "allowed: shares above 0. Take out its row."]  # fmt: skip


def test_sectors_that_are_unknown_missing_or_out_of_order(said):
    wages = f"{LINPING}/wages.csv"
    unknown, missing = said((wages, "food,4800", "foods,4800"))
    assert unknown.startswith(f"{wages}: line 3, foods: found an unknown sector; allowed: one of agriculture, food,")
    assert missing == f"{wages}: food: found 0 lines; allowed: one line of each sector."


def test_sectors_out_of_order(said):
    wages = f"{LINPING}/wages.csv"
    lines = (ROOT / wages).read_text("utf-8-sig").splitlines()
    (problem,) = said((wages, f"{lines[1]}\n{lines[2]}", f"{lines[2]}\n{lines[1]}"))
    assert problem.startswith(f"{wages}: line 2, food: found a sector out of order; allowed: agriculture here.")


def test_all_mistakes_of_all_tables_are_told_at_once(said):
    problems = said(
        (TRIAL, ",subdistrict,0.45", ",street,0.45"), (TRIAL, "0.35,0.25,0.45", "x,0.25,0.45"),
        (f"{LINPING}/wages.csv", "food,4800", "food,much"), (f"{LINPING}/sectors.csv", "0.0802,0.016", ",0.016"),
    )  # fmt: skip
    assert [problem.partition(": found")[0] for problem in problems] == [
        f"{LINPING}/sectors.csv: line 2, agriculture.national_share", f"{TRIAL}: line 3, bridge.kind",
        f"{TRIAL}: line 4, river.population_share", f"{LINPING}/wages.csv: line 3, food.wage_basic",
    ]  # fmt: skip


def test_a_region_without_a_table(tmp_path):
    problems = [str(problem) for problem in check_tables(["nowhere"], tmp_path)]
    assert len(problems) == 4
    assert problems[0] == ("conf/region/nowhere/sectors.csv: found no such file; allowed: a table. "
                           "conf/region/linping/README.md describes its columns.")  # fmt: skip
