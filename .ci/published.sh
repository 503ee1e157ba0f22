# SPDX-License-Identifier: MPL-2.0
# What is published, listed once; sourced by ./verify, .ci/compare-api and .ci/release.

# Folders of modules whose artifact is a jar.
published=(pixelflux-natives/linux-x86_64 pixelflux-natives/linux-x86_64-gpl pixelflux-core camel-pixelflux/component
    camel-pixelflux/starter camel-pixelflux/dsl/camel-endpointdsl pixelflux-ffmpeg pixelflux-web)
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
