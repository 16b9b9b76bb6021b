#!/usr/bin/env bash
# Make sure the machine has what pip cannot bring: `base` runs Jaring, `dev` also tests it.
#
# Each need is a question to the machine, not to its package manager, so that any distribution can answer yes. What is
# missing is installed where we may (root and apt); elsewhere the one line to run is printed and the make stops.
set -euo pipefail

wanted=${1:?base or dev}
python=${PYTHON:-python3}
missing=()

need() { # need <Debian package> <command that succeeds when the need is met>
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_python_headers() {
    "$python" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'
}

has_font() { # fc-list prints nothing, and still succeeds, when no font matches
    [ -n "$(fc-list "$1" 2>/dev/null)" ]
}

has_server_binaries() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb
}

# PyICU has no wheel for Linux: it is compiled against the machine's ICU.
need g++ command -v c++
need pkg-config command -v pkg-config
need libicu-dev pkg-config --exists icu-i18n
need python3-dev has_python_headers
need python3-venv "$python" -c 'import ensurepip, venv'

if [ "$wanted" = dev ]; then
    need chromium bash -c 'command -v chromium || command -v chromium-browser || command -v google-chrome'
    need fonts-noto-core has_font 'Noto Sans Thai'
    need postgresql has_server_binaries
fi

[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Some system packages are missing. On Debian or Ubuntu run this once, then make again:" >&2
    echo "    sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    echo "On other systems install what brings the same." >&2
    exit 1
fi

echo "setup: installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
case " ${missing[*]} " in
*" postgresql "*)
    # The tests make their own clusters; the machine needs the programs, not a running server. Where PostgreSQL was never
    # installed, tell Debian's scripts so before they create one.
    if [ ! -e /etc/postgresql-common ]; then
        mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/jaring.conf
    fi
    ;;
esac
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    echo "apt-get could not install: ${missing[*]}" >&2
    exit 1
fi
