# SPDX-License-Identifier: MPL-2.0
# What is published, listed once, and how it is built elsewhere; sourced by ./verify and the
# scripts beside this one.

# Folders of modules whose artifact is a jar.
published=(pixelflux-natives/linux-x86_64 pixelflux-natives/linux-x86_64-gpl pixelflux-core camel-pixelflux/component
    camel-pixelflux/starter camel-pixelflux/dsl/camel-endpointdsl pixelflux-ffmpeg pixelflux-web)
# Those that native/release/build alone makes, for another machine than builds them: only a release has them.
published_for_others=(pixelflux-natives/linux-aarch64 pixelflux-natives/linux-aarch64-gpl)
# Those that are a pom alone: the parents and the BOM.
published_poms=(. pixelflux-natives pixelflux-bom)

# first_in ELEMENT POM: what the pom itself says, not its parent.
first_in() {
    sed -n "/^    <$1>/{s:^    <$1>\(.*\)</$1>:\1:p;q}" "$2"
}

# joined WORD...: with commas between them.
joined() {
    local IFS=,
    echo "$*"
}

# maven_folder: where Maven keeps what it downloads. Java does not ask HOME where a user's home is.
maven_folder() {
    echo "$(getent passwd "$(id -u)" | cut -d : -f 6)/.m2"
}

# copy_checkout DIRECTORY: what is in it, but for what builds have made.
copy_checkout() {
    mkdir -p "$1"
    tar --exclude=target --exclude=.git --exclude=./native/build -c . | tar -x -C "$1"
}

# build_published DIRECTORY: in a copy.
build_published() {
    (
        cd "$1"
        mvn -B -ntp -q -DskipTests -Dnative.werror=ON -Dcyclonedx.skip=true -Dforbiddenapis.skip=true \
            -am package -pl "$(joined "${published[@]}")"
    )
}

# compare_published DIRECTORY DIRECTORY: whether the jars are the same, byte for byte.
compare_published() {
    local module jar
    for module in "${published[@]}"; do
        for jar in "$1/$module"/target/*-SNAPSHOT.jar; do
            cmp "$jar" "$2/${jar#"$1/"}" || return 1
        done
    done
}
