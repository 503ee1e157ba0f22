# SPDX-License-Identifier: MPL-2.0
# Sourced by the scripts that make a system of Debian in a folder, its root.

# root_scratch: makes a temporary folder in which such a system can stand, and tells which.
root_scratch() {
    local options
    options=$(findmnt -n -o OPTIONS --target "${TMPDIR:-/tmp}")
    # On such a file system debootstrap refuses.
    if [[ ,$options, == *,nodev,* || ,$options, == *,noexec,* ]]; then
        mktemp -d /var/tmp/tmp.XXXXXXXXXX
    else
        mktemp -d
    fi
}

# root_is_complete ROOT KIND: whether a system of that kind stands there. If not, the folder is empty then, for
# root_completed to end it. Ends the script where something else stands there, and waits for others who use it.
root_is_complete() {
    mkdir -p "$1"
    exec 7<"$1"
    flock 7
    if [ -e "$1/complete" ]; then
        [ "$(cat "$1/complete")" = "$2" ] ||
            fail_for_root "$1 has a system that is '$(cat "$1/complete")', and not '$2'"
        return
    fi
    if [ -e "$1/incomplete" ]; then
        find "$1" -xdev -mindepth 1 -delete || fail_for_root "$1 has half a system, which can't be deleted"
    fi
    [ -z "$(ls -A "$1")" ] || fail_for_root "$1 has something else than a system that was made by .ci/${0##*/}"
    echo "$2" >"$1/incomplete"
    return 1
}

root_completed() { mv "$1/incomplete" "$1/complete"; }

fail_for_root() {
    echo "${0##*/}: $*" >&2
    exit 1
}
