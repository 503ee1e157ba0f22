# SPDX-License-Identifier: MPL-2.0
# Sourced by ./verify and .ci/nightly.

# find_jdk25: says where a JDK 25 is installed, or nothing.
find_jdk25() {
    local release found=
    for release in /usr/lib/jvm/*/release; do
        if grep -qs '^JAVA_VERSION="25[.+"]' "$release"; then
            found=${release%/release}
        fi
    done
    echo "$found"
}
