"""What is wrong with the input, said once and in one form.

Why: a researcher who mistypes three things should read three messages, not the first; so checks return
problems instead of raising, and the entry point prints them together and stops with exit code 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

EXIT_BAD_INPUT = 2


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what was found, what is allowed and what to do next."""

    file: str
    key: str
    found: str
    allowed: str
    advice: str = ""

    def __str__(self) -> str:
        head = f"{self.file}: {self.key}" if self.key else self.file
        tail = f" {self.advice}" if self.advice else ""
        return f"{head}: found {self.found}; allowed: {self.allowed}.{tail}"


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """The same mistake seen from several jobs is one problem; the order of discovery is kept."""
    return list(dict.fromkeys(problems))


def print_problems(problems: Iterable[Problem]) -> int:
    """Print every problem to stderr and give the exit code for bad input."""
    listed = unique(problems)
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    noun = "problem" if len(listed) == 1 else "problems"
    console.print(Text(f"{len(listed)} {noun} in the input; nothing was run and nothing was written."))
    for number, problem in enumerate(listed, start=1):
        where = f"{problem.file}: {problem.key}" if problem.key else problem.file
        console.print(Text(f"{number}. {where}", style="bold red"))
        console.print(Text(f"   found    {problem.found}"))
        console.print(Text(f"   allowed  {problem.allowed}"))
        if problem.advice:
            console.print(Text(f"   next     {problem.advice}"))
    return EXIT_BAD_INPUT
