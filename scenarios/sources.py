"""Digests of source files, and of what has been read: what the addresses of runs and of built districts are made of.

Why a file named here must exist: one that was renamed and dropped out in silence would let numbers change under an
old address.
"""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("numpy", "scipy", "numba")


def source_files(root: Path, folders: Iterable[str], files: Iterable[str]) -> list[Path]:
    """Every Python file of the folders, and the named files, in a fixed order.

    Raises FileNotFoundError naming the folders without source and the files that are not there.
    """
    found = {name: sorted((root / name).rglob("*.py")) for name in folders}
    found |= {name: [root / name] if (root / name).is_file() else [] for name in files}
    missing = [name for name, paths in found.items() if not paths]
    if missing:
        raise FileNotFoundError(
            f"no source at {', '.join(missing)} below {root}, though the list of what an address is made of names it; "
            "write the new name there, or take the old one out."
        )
    return [path for paths in found.values() for path in paths]


def digest_of_files(files: Iterable[Path], root: Path) -> str:
    """Hexadecimal digest of names, relative to the root, and contents."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def digest_of(content: Any) -> str:
    """Hexadecimal digest of numbers and texts in lists and mappings.

    Neither the order of keys counts, nor whether a whole number is written 1 or 1.0.
    """
    text = json.dumps(_alike(content), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _alike(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _alike(item) for key, item in content.items()}
    if isinstance(content, list | tuple):
        return [_alike(item) for item in content]
    is_whole = isinstance(content, float) and content.is_integer()
    return int(content) if is_whole else content


def versions() -> dict[str, str]:
    """Versions of the packages that compute numbers."""
    return {name: importlib.metadata.version(name) for name in PACKAGES}
