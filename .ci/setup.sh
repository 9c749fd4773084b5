#!/usr/bin/env bash
# Make .venv from requirements.lock, then let Python do the rest (`python -m app.setup`: Node, its packages, Chromium).
# Safe to repeat and to interrupt: the stamp is written last, and without it everything is checked again.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/lib.sh

stamp=.venv/.greenroom-setup
minimum='>=3.11'
bootstrap="${GREENROOM_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/greenroom}/uv"
python_is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

# What .venv depends on. The folder is part of it, because a virtual environment cannot be moved.
fingerprint() { { pwd && cat requirements.lock pyproject.toml .ci/setup.sh; } | cksum; }

find_uv() {
  local candidate
  for candidate in "$(command -v uv || true)" "$HOME/.local/bin/uv" "$HOME/.cargo/bin/uv" "$bootstrap/bin/uv"; do
    if [ -n "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# The pinned uv, with its hashes, cut out of the lock file.
uv_requirement() { awk '/^uv==/ {on=1; print; next} on && /--hash=/ {print; next} on {exit}' requirements.lock; }

fetch_uv() {
  have python3 || apt_install python3 python3-venv || die "There is no uv and no python3 on this machine." \
    "Tried: uv on the search path and in ~/.local/bin, python3, apt-get install python3." \
    "What to do: install uv (see its documentation) or Python 3.11+, then run 'make setup' again."
  local draft="$bootstrap.draft.$$"
  rm -rf "$bootstrap" "$bootstrap".draft.*
  mkdir -p "$(dirname "$bootstrap")"
  say "fetching uv"
  if ! python3 -m venv "$draft" >/dev/null 2>&1; then
    rm -rf "$draft"
    # Debian and Ubuntu keep the part that `venv` needs in a package of its own.
    apt_install python3-venv && python3 -m venv "$draft" >/dev/null || die "python3 cannot make a virtual environment." \
      "Tried: python3 -m venv; apt-get install python3-venv (needs root, or sudo without a password or with a terminal)." \
      "What to do: 'sudo apt-get install python3-venv', or install uv, then run 'make setup' again."
  fi
  uv_requirement >"$draft/uv.txt"
  "$draft/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r "$draft/uv.txt" ||
    { rm -rf "$draft"; die "pip could not fetch uv." "Tried: the uv that requirements.lock pins, from pip's configured index." \
      "What to do: check the network and pip's settings ('pip config list'), or install uv yourself."; }
  mv "$draft" "$bootstrap"
}

# An interpreter of this machine, else one that uv fetches, else one of the distribution.
make_venv() {
  local version
  rm -rf .venv
  "$uv" venv --quiet --no-python-downloads --python "$minimum" .venv 2>/dev/null && return 0
  say "no Python 3.11 or newer here; letting uv fetch one"
  UV_HTTP_TIMEOUT=20 bounded 180 "$uv" venv --quiet --python "$minimum" .venv 2>/dev/null && return 0
  for version in 3.13 3.12 3.11; do
    apt_install "python$version" "python$version-venv" 2>/dev/null || continue
    "$uv" venv --quiet --no-python-downloads --python "$version" .venv && return 0
  done
  die "No Python 3.11 or newer could be had." \
    "Tried: the interpreters on the search path, a download by uv, apt-get install python3.13, 3.12 and 3.11." \
    "What to do: install Python 3.11 or newer, then run 'make setup' again."
}

install_python_side() {
  # A company's certificate authority lives in the system's bundle, where uv does not look by itself.
  if [ -f /etc/ssl/certs/ca-certificates.crt ]; then export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1; fi
  uv=$(find_uv) || { fetch_uv && uv=$(find_uv); }
  .venv/bin/python -c "$python_is_new_enough" 2>/dev/null || make_venv
  rm -f "$stamp"
  say "installing the Python packages of requirements.lock"
  "$uv" pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock ||
    die "The Python packages could not be installed." "Tried: $uv pip sync with requirements.lock." \
      "What to do: see uv's words above; check the network and the package index settings (UV_INDEX_URL)."
  "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . ||
    die "The project itself could not be installed into .venv." "What to do: see uv's words above."
  fingerprint >"$stamp"
}

if [ ! -x .venv/bin/greenroom ] || [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ] ||
  ! .venv/bin/python -c "$python_is_new_enough" 2>/dev/null; then
  install_python_side
fi
exec .venv/bin/python -m app.setup
