"""The top level of the repository is a closed list.

Why: nine names are all a newcomer has to learn; tool files stand beside them, no other folder does.
"""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FOLDERS = {"sim", "agents", "scenarios", "conf", "analysis", "results", "tests", ".ci"}
FILES = {
    "pyproject.toml", "README.md", "LICENSE", "Makefile", "requirements.lock", ".gitignore", ".python-version",
    "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff",
}  # fmt: skip
# Made by tools in a copy without git, where nobody says what is ignored.
GENERATED = {".git", ".venv", ".pytest_cache", ".ruff_cache", ".hypothesis", ".benchmarks", "__pycache__"}


def top_level() -> set[str]:
    if not (ROOT / ".git").exists():
        return {path.name for path in ROOT.iterdir()} - GENERATED
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return {name.split("/")[0] for name in names if name and (ROOT / name).exists()}


def test_top_level_holds_only_the_listed_names():
    extra = top_level() - FOLDERS - FILES
    assert not extra, (
        f"not allowed at the top level: {', '.join(sorted(extra))}. Move it into {', '.join(sorted(FOLDERS))}, "
        f"or into .gitignore when a tool makes it."
    )


def test_every_listed_name_is_there():
    missing = (FOLDERS | FILES) - top_level()
    assert not missing, f"missing at the top level: {', '.join(sorted(missing))}. README and Makefile rely on them."
