# SPDX-License-Identifier: MPL-2.0
# The Debian packages of this project, listed once; sourced by each script that needs some. No release of Debian
# has to be told apart: names without versions stand for what each has. docs/systems.md says what was run where.

build_packages=(
    git ca-certificates default-jdk-headless maven
    g++ cmake ninja-build pkg-config patchelf
    libx264-dev libopenh264-dev libturbojpeg0-dev libpng-dev zlib1g-dev libdeflate-dev libwebp-dev libxxhash-dev
    libxcb1-dev libxcb-shm0-dev libxcb-xfixes0-dev libxcb-damage0-dev libxcb-xinput-dev
    libxcb-randr0-dev libxcb-composite0-dev
    libxcb-res0-dev libxcb-render0-dev libxcb-xtest0-dev libgtest-dev libwayland-dev wayland-protocols
    libpipewire-0.3-dev libdbus-1-dev
)
desktop_packages=(xvfb xauth xterm procps x11-apps x11-xserver-utils fontconfig fonts-dejavu-core)
test_packages=(ccache tigervnc-standalone-server iproute2 chromium chromium-driver ffmpeg clang libclang-rt-dev
    python3-venv weston xwayland sway grim pipewire dbus-daemon mosquitto mosquitto-clients tesseract-ocr
    tesseract-ocr-eng)
# For tests that are tagged nightly.
nightly_packages=(firefox-esr)
# For the part mutter of the night alone.
mutter_packages=(mutter wireplumber dbus-bin libglib2.0-bin)
# For native/release/build, which compiles what is published.
release_packages=(python3-venv dpkg-dev nasm xcb-proto python3-xcbgen x11proto-dev debian-archive-keyring)

# need_packages PACKAGE...: installs those that are missing; asks apt for nothing when none is.
need_packages() {
    local package missing=() as_root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This script installs what it needs with apt and was made for Debian;" \
            "neither dpkg-query nor apt-get is here." >&2
        return 1
    fi
    for package in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
            missing+=("$package")
        fi
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing: ${missing[*]}" >&2
            echo "Installing them needs root, and sudo is not here. Run as root:" >&2
            echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    apt_get update && apt_get -y install --no-install-recommends "${missing[@]}"
}

# apt_get ARGUMENT...: apt-get, by as_root; waits ten minutes for another one, such as the daily update of a machine that
# has just started. apt itself can wait for one of its three locks only.
apt_get() {
    local deadline=$((SECONDS + 600)) told=false said status
    said=$(mktemp)
    while true; do
        "${as_root[@]}" env LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
            -o Acquire::Retries=3 "$@" </dev/null 2>"$said" && status=0 || status=$?
        if [ "$status" -eq 0 ] || [ "$SECONDS" -ge "$deadline" ] || ! grep -q 'Could not get lock' "$said"; then
            cat "$said" >&2
            rm -f "$said"
            return "$status"
        fi
        "$told" || echo "Another apt runs; waiting for it, ten minutes at most" >&2
        told=true
        sleep 2
    done
}
