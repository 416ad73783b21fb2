"""What documents, docstrings and comments name is there: files, make targets, commands.

Why: a path in a text is read by nobody but a reader, who then searches for a file that was renamed a year ago.
"""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# In git's patterns a star also stands for folders in between.
TEXTS = (
    "*.md", "agents/*.py", "sim/*.py", "scenarios/*.py", "scenarios/*.yaml", "analysis/*.py", "conf/*.yaml", "Makefile",
    "pyproject.toml",
)  # fmt: skip
TOP = ("agents", "sim", "scenarios", "conf", "analysis", "results", "tests", r"\.ci")
PATH = re.compile(rf"(?<![\w./*:{{}}-])(?:{'|'.join(TOP)})/[\w./*<>{{}}-]*", re.ASCII)
PATTERN = re.compile(r"[*<>{}]")  # results/<scenario>/<hash>/ stands for many
COMMAND = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?(linping(?:-[a-z]+)?)(?= [a-z-])")
TARGET = re.compile(r"(?:`|^    )make ([a-z]+)", re.MULTILINE)


def texts() -> Iterator[tuple[str, str]]:
    """Every text that a reader is sent on by, by name."""
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", *TEXTS]
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
        paths = {ROOT / name for name in listed if name}
    else:
        split = [pattern.rpartition("/") for pattern in TEXTS]
        paths = {path for folder, _, name in split for path in (ROOT / folder).rglob(name)}
    for path in sorted(paths):
        if path.is_file() and ".venv" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def lost_paths(name: str, text: str, root: Path) -> list[str]:
    """Paths below the top folders that are not there."""
    found = [(match.group().rstrip("."), match.start()) for match in PATH.finditer(text)]
    return [
        f"{name}:{text.count(chr(10), 0, start) + 1} names {path}, which is not there. Write where it is now."
        for path, start in found
        if not PATTERN.search(path) and not (root / path).exists()
    ]


def lost_words(name: str, text: str, commands: set[str], targets: set[str]) -> list[str]:
    """Commands that are not installed and make targets that the Makefile does not have."""
    problems = [
        f"{name} names the command {word}; installed are {', '.join(sorted(commands))}."
        for word in sorted(set(COMMAND.findall(text)) - commands)
    ]
    return problems + [
        f"{name} names make {word}; the Makefile has {', '.join(sorted(targets))}."
        for word in sorted(set(TARGET.findall(text)) - targets)
    ]


def installed() -> tuple[set[str], set[str]]:
    """Commands of pyproject.toml and targets of the Makefile."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return set(project["scripts"]), set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_named_files_are_there():
    problems = [problem for name, text in texts() for problem in lost_paths(name, text, ROOT)]
    assert not problems, "\n" + "\n".join(problems)


def test_named_commands_and_targets_are_there():
    commands, targets = installed()
    problems = [problem for name, text in texts() for problem in lost_words(name, text, commands, targets)]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("one\nsee `sim/quarter.py`.", "a.md:2 names sim/quarter.py, which is not there. Write where it is now."),
        ("results/<scenario>/<hash>/ and conf/*/none.yaml", ""),
        ("https://example.org/sim/quarter.py, `tests/house/test_documents.py`, sim/", ""),
        ("run `make all`", "a.md names make all; the Makefile has "),
        ("    make run ARGS=x\n    .venv/bin/linping-explain m61", ""),
        ("`linping-brief results`", "a.md names the command linping-brief; installed are linping, linping-explain"),
    ],
)
def test_what_is_lost_is_told_and_what_is_there_is_not(text: str, says: str):
    told = "\n".join(lost_paths("a.md", text, ROOT) + lost_words("a.md", text, *installed()))
    assert told.startswith(says) if says else told == ""
