"""Compiled loops over residents. The only home of numba; `LINPING_COMPILE=0` turns compilation off.

Why the cache folder is named by a hash of the source: numba stamps a compiled function with its own file only, so a
rule changed in another file would go on returning the old result. The folder is set before numba is imported.
"""

import hashlib
import os
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def source_hash() -> str:
    """A short hash of every Python file in agents/ and sim/."""
    digest = hashlib.sha256()
    for path in sorted([*_ROOT.glob("agents/**/*.py"), *_ROOT.glob("sim/**/*.py")]):
        digest.update(path.relative_to(_ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    try:
        folder = base / "linping" / "compiled" / source_hash()
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    except OSError:  # a read-only home: compile into the temporary folder instead
        return Path(tempfile.gettempdir()) / "linping-compiled" / source_hash()


FOLDER = _cache_folder()
COMPILED = FOLDER / "all-compiled"  # written once a month has run, so that workers find everything compiled
os.environ["NUMBA_CACHE_DIR"] = str(FOLDER)
if os.environ.get("LINPING_COMPILE", "1") == "0":
    os.environ["NUMBA_DISABLE_JIT"] = "1"
