#!/usr/bin/env bash
# Makes .venv from requirements.lock and installs this clone into it, editable.
# Run through `make setup`. A second run finds its stamp and touches neither the network nor the packages.
#
# One lock serves running and testing: two would have to be kept in step by hand, and whoever changes a
# parameter should be able to run the tests without another download.
set -eu
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/linping.stamp
accepts='import sys; sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 15))'

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { printf 'setup: %s\n' "$@" >&2; exit 1; }

# A version manager's stand-in may be on PATH and still refuse to start: ask each program to run, not only whether it is there.
has_uv() { uv --version >/dev/null 2>&1; }
runs() { "$1" -c "$accepts" >/dev/null 2>&1; }

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.14 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python; do
        if runs "$name"; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    return 1
}

# The stamp names what the environment was made from: one line for the packages, one for the install of this clone.
# The folder is part of the first: a moved .venv is broken. The environment's own python computes it, so that a
# broken environment never has a valid stamp.
keys() {
    "$venv/bin/python" -c '
import hashlib, os, pathlib
lock = pathlib.Path("requirements.lock").read_bytes()
print("packages", hashlib.sha256(os.fsencode(pathlib.Path.cwd()) + lock).hexdigest())
print("clone", hashlib.sha256(pathlib.Path("pyproject.toml").read_bytes()).hexdigest())' 2>/dev/null
}

has_line() { [ -f "$stamp" ] && runs "$venv/bin/python" && grep -qxF "$(keys | grep "^$1 ")" "$stamp"; }

# pip refuses hashes together with an editable folder, hence two steps. The second is offline: the lock holds
# hatchling and editables. Joined by && because `set -e` does not act inside a function whose failure is handled.
packages_with_uv() {
    uv venv --quiet --clear --python "${1:-3.13}" "$venv" &&
    uv pip install --quiet --python "$venv/bin/python" --compile-bytecode --require-hashes -r requirements.lock
}

packages_with_pip() {
    "$1" -m venv --clear "$venv" &&
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
}

# An environment made by uv has no pip, one made by pip may meet a machine without uv: ask the environment.
install_clone() {
    if "$venv/bin/python" -c 'import pip' 2>/dev/null; then
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
            --no-build-isolation --no-deps -e .
    else
        uv pip install --quiet --python "$venv/bin/python" --offline --no-build-isolation --no-deps -e .
    fi
}

install_packages() {
    local python size="once; about 1.3 GB on disk" failed
    failed="could not make $venv (the reason is above). The first run needs a network, later runs do not."
    python=$(find_python) || python=
    if has_uv; then
        [ -n "$python" ] || say "no Python 3.12, 3.13 or 3.14 found; asking uv to fetch 3.13"
        say "making $venv with uv and ${python:-Python 3.13} ($size)"
        packages_with_uv "$python" || stop "uv $failed"
    elif [ -z "$python" ]; then
        stop "Python 3.12, 3.13 or 3.14 is needed and none was found." \
            "Looked at: python3, python3.13, python3.12, python3.14, and pyenv's versions." \
            "Debian 13, Ubuntu 24.04 or later: sudo apt install python3 python3-venv" \
            "macOS: brew install python@3.13" \
            "Anywhere: install uv or pyenv. Then run this again."
    elif ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        stop "$python cannot make environments: its venv or ensurepip module is missing." \
            "Debian and Ubuntu: sudo apt install python3-venv. Anywhere: install uv. Then run this again."
    else
        say "making $venv with $python and pip ($size)"
        packages_with_pip "$python" || stop "pip $failed"
    fi
}

[ -f requirements.lock ] || stop "requirements.lock is missing from $(pwd). Restore it: git checkout requirements.lock"
if has_line packages && has_line clone; then
    exit 0
fi
has_line packages || install_packages
install_clone || stop "could not install this clone into $venv (the reason is above). Try: make clean, then again."
# Written last: an interrupted set-up has no stamp and starts over.
keys > "$stamp"
say "ready"
