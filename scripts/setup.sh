# What scripts/demo and scripts/check share: system packages, a virtual environment, pinned and hashed Python packages.
# Sourced by them from the project's root; POSIX sh.

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# system_packages NAME...: install the Debian packages that are missing, or say the exact line to type.
# Returns 1 when some are still missing.
system_packages() {
  command -v dpkg-query >/dev/null 2>&1 || return 0
  missing=
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ]; then
    say "Installing system packages:$missing"
    # shellcheck disable=SC2086
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing) >/dev/null && return 0
  fi
  say "Some system packages are missing. Type this, then run the same command again:" >&2
  say "  sudo apt-get update && sudo apt-get install -y$missing" >&2
  return 1
}

# screen_packages: the names of what Qt needs to draw, in every script that the screens are written in; libthai0 knows where a
# Thai word ends.
screen_packages() {
  say libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 \
    libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libwayland-cursor0 libwayland-egl1 fontconfig libthai0 fonts-noto-core \
    fonts-noto-cjk
}

# has_screen: whether somebody could see a window.
has_screen() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# find_python: print a Python that the kiosk runs on.
find_python() {
  for name in python3.11 python3.12 python3.13 python3; do
    command -v "$name" >/dev/null 2>&1 || continue
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      say "$name"
      return 0
    fi
  done
  return 1
}

# virtual_environment REQUIREMENTS: make .venv with exactly these packages, unless it already has them.
virtual_environment() {
  python=$(find_python) || { system_packages python3 || exit 1; python=$(find_python); } ||
    stop "The kiosk needs Python 3.11, 3.12 or 3.13, and this machine has none."
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    system_packages python3-venv || exit 1
  fi
  stamp=.venv/installed-$(basename "$1")
  wanted=$(cat "$1" pyproject.toml | sha256sum)
  [ -x .venv/bin/kiosk ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  say "Installing the Python packages into .venv (about 1 GB, once) ..."
  "$python" -m venv .venv || stop "The virtual environment .venv could not be made: is the disk full?"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" ||
    stop "The packages could not be installed: is there a network? Run the same command again; what is done stays done."
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ||
    stop "The kiosk itself could not be installed into .venv."
  say "$wanted" >"$stamp"
}
