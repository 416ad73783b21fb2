"""The policy text by clause, and the numbers it prints in base units.

Why: a parameter that says 'clause NN' claims that its value is printed there; these helpers let a test
hold it to that, whatever unit the text prints it in (亿 = 1e8, 万 = 1e4, % = 0.01).
"""

import re
from functools import cache
from pathlib import Path

TEXT_FILE = Path(__file__).parents[2] / "conf" / "policy" / "linping_2024" / "text.txt"
CLAUSE_COUNT = 63
MULTIPLIER = {"": 1.0, "万": 1e4, "亿": 1e8, "%": 0.01}
DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")}
# A clause opens its own paragraph; the chapter after it opens another, so a paragraph is exactly a clause.
CLAUSE_HEAD = re.compile(r"^(\d{1,2})\.(?=\D)(.*)$")
NUMBER = re.compile(r"(\d+(?:\.\d+)?)([万亿%]?)")
DISCOUNT = re.compile(r"([一二三四五六七八九])([一二三四五六七八九]?)折")
TIMES = re.compile(r"([一二三四五六七八九])倍")


def policy_text() -> str:
    """The whole policy text, as published."""
    return TEXT_FILE.read_text(encoding="utf-8")


@cache
def clause_paragraphs() -> dict[int, str]:
    """Clause number -> its paragraph without the leading number."""
    heads = (CLAUSE_HEAD.match(line.strip()) for line in policy_text().splitlines())
    return {int(head[1]): head[2] for head in heads if head}


def clause_text(n: int) -> str:
    """The paragraph of clause n (1 to 63), without its number."""
    paragraphs = clause_paragraphs()
    if n not in paragraphs:
        raise KeyError(f"clause {n}: the text has clauses 1 to {CLAUSE_COUNT}")
    return paragraphs[n]


def printed_numbers(text: str) -> set[float]:
    """Every number printed in `text`, in base units: '93.9亿' is 9.39e9, '20%' is 0.2, '六五折' is 0.65."""
    numbers = {float(digits) * MULTIPLIER[unit] for digits, unit in NUMBER.findall(text)}
    discounts = {DIGITS[tens] / 10 + DIGITS.get(ones, 0) / 100 for tens, ones in DISCOUNT.findall(text)}
    return numbers | discounts | {float(DIGITS[word]) for word in TIMES.findall(text)}


def is_printed(value: float, text: str) -> bool:
    """Whether `value` (base units) is printed in `text`; 1e-9 absorbs the float of 93.9 x 1e8."""
    return any(abs(value - number) <= 1e-9 * max(1.0, abs(value)) for number in printed_numbers(text))
