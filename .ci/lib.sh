# Shared by the shell parts of set-up. Sourced, not run. Works in the bash 3.2 that macOS has.

say() { printf '%s\n' "greenroom: $*" >&2; }

die() {
  local line
  for line in "$@"; do say "$line"; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# bounded SECONDS COMMAND...: macOS has no `timeout`, and there a hanging download is visible to a person.
bounded() {
  local seconds=$1
  shift
  if have timeout; then timeout -k 5 "$seconds" "$@"; else "$@"; fi
}

# Without a terminal sudo must not wait for a password that nobody can type.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif ! have sudo; then return 1
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"; fi
}

# apt_install PACKAGE...: fails quietly where there is no apt or no right to use it; the caller says what that means.
apt_install() {
  have apt-get || return 1
  local get=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::http::Timeout=30)
  say "installing $* with apt-get"
  as_root "${get[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && return 0
  # A bare machine has no package lists yet.
  as_root "${get[@]}" update >/dev/null && as_root "${get[@]}" install -y --no-install-recommends "$@" >/dev/null
}
