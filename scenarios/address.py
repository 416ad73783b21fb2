"""The content address of a run: everything that can change a number, and nothing else.

Why: equal questions must find their answer already stored, on any machine and whatever the number of workers; a
changed rule, table or library must not.
"""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.tasks import identity_values

ROOT = Path(__file__).resolve().parent.parent
SCHEMA_VERSION = 2
LENGTH = 16
PACKAGES = ("numpy", "scipy", "numba")
SOURCE_FOLDERS = ("agents", "sim")
RUNNER = ("simulate", "tasks", "district", "measures", "design", "ensemble", "outcomes", "store")
# Groups with tables or goals that are read by the name of the option and are not among the composed values.
READ_BY_NAME = ("region", "goals")
# The run presets and the menu reach a run through its composed values, which are in the address already.
DECLARED_ELSEWHERE = ("config.yaml", "run/")


@cache
def code_identity(root: Path = ROOT) -> dict[str, str]:
    """Digest of each source file that takes part in a run, and the versions of the numerical packages."""
    files = [path for folder in SOURCE_FOLDERS for path in sorted((root / folder).rglob("*.py"))]
    files += [path for name in RUNNER if (path := root / "scenarios" / f"{name}.py").exists()]
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    return {"source": _digest_of_files(files, root), **versions}


@cache
def data_identity(conf: Path = ROOT / "conf") -> str:
    """Digest of the declarations and tables a run reads."""
    return _digest_of_files(list(_declarations(conf)), conf)


def _declarations(conf: Path) -> Iterator[Path]:
    for path in sorted(conf.rglob("*")):
        if path.is_file() and not path.relative_to(conf).as_posix().startswith(DECLARED_ELSEWHERE):
            yield path


def _digest_of_files(files: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def identity(values: Mapping[str, Any], pinned: frozenset[str], choices: Mapping[str, Any]) -> dict[str, Any]:
    """What the address is made of; stored as part of manifest.json."""
    return {
        "schema_version": SCHEMA_VERSION,
        "values": identity_values(values),
        "pinned": sorted(pinned),
        "choices": {group: choices.get(group) for group in READ_BY_NAME},
        "data": data_identity(),
        "code": code_identity(),
    }


def address(made_of: Mapping[str, Any]) -> str:
    """The folder name of a run."""
    text = json.dumps(made_of, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
