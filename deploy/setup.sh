#!/bin/sh
# Makes .venv with the pinned, hash-checked dependencies; called by `make setup` with the stamp to leave behind.
# Needs Python 3.11 and nothing else: where Debian's python3-venv is missing, it is installed (root or sudo), or asked for.
set -eu
stamp=$1
python=""

fail() {
    printf 'make setup: %s\n' "$*" >&2
    exit 1
}

is_311() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null
}

# Two `make` at once (a test run beside a check) must not fill one environment together.
if command -v flock >/dev/null; then
    exec 9<.
    flock 9
    [ ! -e "$stamp" ] || exit 0
fi

for candidate in "${PYTHON:-}" python3.11 python3 python /usr/bin/python3.11; do
    if [ -n "$candidate" ] && is_311 "$candidate"; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Python 3.11 was not found. Install it (Debian 12: apt-get install python3) or name it: make setup PYTHON=/path/to/python3.11"

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ]; then root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then root="sudo -n"
    else fail "Python's venv module is missing. Run: sudo apt-get install python3-venv, then make setup again"
    fi
    echo "make setup: installing Debian's python3-venv (Python comes without its venv module)" >&2
    $root apt-get update -qq >&2 || true
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >&2 ||
        fail "python3-venv could not be installed. Install it by hand, then make setup again"
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python has no venv module even after installing python3-venv; name another: make setup PYTHON=/usr/bin/python3.11"
fi

# An environment that was left half made, or moved with its folder, is made anew.
if ! { is_311 .venv/bin/python && .venv/bin/python -m pip --version; } >/dev/null 2>&1; then
    "$python" -m venv --clear .venv
fi

rm -f .venv/.ready-*
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
echo "make setup: installing the pinned dependencies into .venv" >&2
pip install --require-hashes -r requirements-dev.txt
pip install --no-deps --no-build-isolation -e .
touch "$stamp"
