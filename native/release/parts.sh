# SPDX-License-Identifier: MPL-2.0
# Sourced by build: how each of the libraries that are shipped, or linked in, is built. What they are built of is in
# sources.txt; each row here is a source package, and the Debian package whose file of licences build_part keeps.

parts=(zlib=zlib1g-dev libdeflate=libdeflate-dev libpng1.6=libpng-dev libjpeg-turbo=libturbojpeg0-dev
    libwebp=libwebp-dev xxhash=libxxhash-dev x264=libx264-dev openh264=libopenh264-dev libxau-dev=libxau-dev
    libxdmcp-dev=libxdmcp-dev libxcb=libxcb1-dev)

part_flags="-O2 -fPIC -fstack-protector-strong"

# Runs a command with `objects`, a new folder, as its own; what it says is shown where it fails.
logged() { # NAME COMMAND...
    local code log=$work/$1.log
    objects=$work/objects/$1
    rm -rf "$objects"
    mkdir -p "$objects"
    # Not part of a condition, in which set -e would not work.
    set +e
    (
        set -e
        cd "$objects"
        "${@:2}"
    ) >"$log" 2>&1
    code=$?
    set -e
    [ $code -eq 0 ] || { tail -n 40 "$log" >&2; fail "$1 could not be built, see $log"; }
}

build_part() { # SOURCE-PACKAGE LICENCE-OF
    local version licenses
    version=$(awk -v name="$1" -v arch="$debian_arch" '$1 == name || $1 == name ":" arch { print $2; exit }' \
        native/release/sources.txt)
    source=$work/source/$1
    rm -rf "$source"
    mkdir -p "$work/source" "$work/licenses/$2"
    logged "$1" unpacked_and_built "$1" "$version"
    licenses=$work/licenses/$2/copyright
    if [ -e "$source/debian/copyright.debian" ]; then
        cat "$source/debian/copyright.debian" "$source/COPYING" >"$licenses" # as its debian/rules does
    elif [[ $1 == *-dev ]]; then
        cp "$source/usr/share/doc/$2/copyright" "$licenses"
    else
        cp "$source/debian/copyright" "$licenses"
    fi
}

unpacked_and_built() { # SOURCE-PACKAGE VERSION
    if [[ $1 == *-dev ]]; then
        dpkg-deb -x "$cache/sources/$1_${2/:/%3a}_$debian_arch.deb" "$source"
    else
        dpkg-source --no-check -x "$cache/sources/$1_${2#*:}.dsc" "$source"
    fi
    "part_$1"
}

# For tests, which are not shipped: of this system's package.
build_googletest() { logged googletest with_cmake /usr/src/googletest -DBUILD_GMOCK=OFF; }

with_cmake() { # FOLDER [OPTION...]
    cmake -S "$1" -B . "${cmake_options[@]}" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
        -DCMAKE_C_FLAGS="$part_flags" -DCMAKE_CXX_FLAGS="$part_flags" -DCMAKE_ASM_FLAGS=-fPIC \
        -DCMAKE_C_FLAGS_RELEASE=-DNDEBUG -DCMAKE_CXX_FLAGS_RELEASE=-DNDEBUG "${@:2}"
    cmake --build .
    cmake --install .
}

# Only archives, which are linked into our library.
with_configure() { # [OPTION...]
    "$source/configure" --host="$arch-linux-gnu" --prefix="$prefix" --disable-shared --enable-static --with-pic \
        CC="$tools/cc" AR="$tools/ar" RANLIB="$tools/ranlib" CFLAGS="$part_flags" CPPFLAGS="-I$prefix/include" "$@"
    # What Debian has patched must not make it ask for autotools.
    make -j "$(nproc)" AUTOCONF=: AUTOMAKE=: ACLOCAL=: AUTOHEADER=:
    make install AUTOCONF=: AUTOMAKE=: ACLOCAL=: AUTOHEADER=:
}

part_zlib() {
    # Debian leaves out what is for Windows, and CMake wants to know that it is there.
    mkdir -p "$source/win32"
    : >"$source/win32/zlib1.rc"
    with_cmake "$source" "-DINSTALL_PKGCONFIG_DIR=$prefix/lib/pkgconfig"
    rm -f "$prefix/lib/libz.a"
}

part_libdeflate() {
    make -C "$source" -j "$(nproc)" CC="$tools/cc" AR="$tools/ar" CFLAGS="$part_flags" LDFLAGS=-s \
        PREFIX="$prefix" LIBDIR="$prefix/lib" install
    rm -f "$prefix/lib/libdeflate.a"
}

part_libpng1.6() {
    with_cmake "$source" -DPNG_SHARED=ON -DPNG_STATIC=OFF -DPNG_TESTS=OFF -DPNG_EXECUTABLES=OFF
}

part_libjpeg-turbo() {
    # It takes a folder without a root for one below the current one.
    with_cmake "$source" "-DCMAKE_INSTALL_LIBDIR=$prefix/lib" -DENABLE_SHARED=ON -DENABLE_STATIC=OFF -DWITH_TURBOJPEG=ON -DWITH_JAVA=OFF -DREQUIRE_SIMD=ON
}

part_libwebp() {
    local program off=()
    for program in ANIM_UTILS CWEBP DWEBP GIF2WEBP IMG2WEBP VWEBP WEBPINFO WEBPMUX EXTRAS LIBWEBPMUX; do
        off+=("-DWEBP_BUILD_$program=OFF")
    done
    with_cmake "$source" -DBUILD_SHARED_LIBS=ON "${off[@]}"
}

part_xxhash() {
    # On x86-64 with the functions that choose SIMD at run time. Its Makefile adds to the LDFLAGS of the environment.
    LDFLAGS=-s make -C "$source" -j "$(nproc)" CC="$tools/cc" CFLAGS="$part_flags" PREFIX="$prefix" \
        LIBDIR="$prefix/lib" DISPATCH="$([ "$arch" = x86_64 ] && echo 1 || echo 0)" libxxhash libxxhash.pc
    cp -P "$source"/libxxhash.so* "$prefix/lib/"
    cp "$source"/{xxhash,xxh3,xxh_x86dispatch}.h "$prefix/include/"
    cp "$source/libxxhash.pc" "$prefix/lib/pkgconfig/"
}

part_x264() {
    CC=$tools/cc AR=$tools/ar RANLIB=$tools/ranlib STRIP=true "$source/configure" --host="$arch-linux-gnu" \
        --prefix="$prefix" --enable-shared --enable-pic --disable-cli --disable-opencl --bit-depth=8 \
        --extra-cflags=-fstack-protector-strong --extra-ldflags=-s
    make -j "$(nproc)"
    make install
}

part_openh264() {
    # What every 64-bit Arm has, by a word that Zig takes for the name of a processor.
    sed -i 's/ -march=armv8-a$//' "$source/build/platform-linux.mk"
    make -C "$source" -j "$(nproc)" OS=linux ARCH="$([ "$arch" = aarch64 ] && echo arm64 || echo "$arch")" \
        CC="$tools/cc" CXX="$tools/c++" AR="$tools/ar" CFLAGS_OPT="$part_flags" LDFLAGS=-s PREFIX="$prefix" \
        LIBDIR_NAME=lib SHAREDLIB_DIR="$prefix/lib" install-shared
}

# Archives that are linked into our library. The few functions of glibc that they ask for are older than the floor.
part_libxau-dev() { as_compiled xau Xau; }
part_libxdmcp-dev() { as_compiled xdmcp Xdmcp; }

as_compiled() { # NAME-OF-PKG-CONFIG LIBRARY
    cp "$source"/usr/lib/*/"lib$2.a" "$prefix/lib/"
    cp "$source"/usr/include/X11/*.h "$prefix/include/X11/"
    sed "s:^prefix=.*:prefix=$prefix:; s:^libdir=.*:libdir=$prefix/lib:; s:^includedir=.*:includedir=$prefix/include:" \
        "$source"/usr/lib/*/pkgconfig/"$1.pc" >"$prefix/lib/pkgconfig/$1.pc"
}

# Debian keeps the descriptions of the protocol for its own Python.
part_libxcb() { with_configure PYTHON=/usr/bin/python3 --disable-devel-docs --without-doxygen --enable-xinput; }

# What is the same for every architecture, and is this system's: descriptions of protocols, and the headers of X11 and
# of the libraries that the system has that the natives run on.
link_system_headers() {
    local name
    for name in xcb-proto xproto wayland-protocols wayland-scanner; do
        cp "$(pkg_config_file "$name")" "$prefix/lib/pkgconfig/"
    done
    mkdir -p "$prefix/include/X11"
    dpkg -L x11proto-dev | sed -n 's:^/usr/include/X11/\([^/]*\.h\)$:\1:p' |
        while read -r name; do cp "/usr/include/X11/$name" "$prefix/include/X11/"; done
    cp /usr/include/wayland-*.h "$prefix/include/"
    for name in client server; do link_system_library "wayland-$name" "wayland-$name" libwayland-dev; done
    cp -r /usr/include/pipewire-0.3 /usr/include/spa-0.2 /usr/include/dbus-1.0 "$prefix/include/"
    # Of both architectures, whose integers are the same, it says the same.
    cp /usr/lib/*-linux-gnu/dbus-1.0/include/dbus/dbus-arch-deps.h "$prefix/include/dbus-1.0/dbus/"
    link_system_library libpipewire-0.3 pipewire-0.3 libpipewire-0.3-dev pipewire-0.3 spa-0.2
    link_system_library dbus-1 dbus-1 libdbus-1-dev dbus-1.0
}

pkg_config_file() { # NAME
    local folder
    for folder in /usr/share/pkgconfig /usr/lib/*/pkgconfig; do
        [ ! -e "$folder/$1.pc" ] || { echo "$folder/$1.pc"; return; }
    done
    fail "there is no $1.pc"
}

# A library that the system has that the natives run on: to link with it takes no more than its names, so a library with
# these and nothing in them stands in for it. This system's own would ask for this system's glibc.
link_system_library() { # NAME-OF-PKG-CONFIG LIBRARY PACKAGE [INCLUDE...]
    local library soname version cflags=-I$prefix/include
    library=$(dpkg -L "$3" | grep "/lib$2\.so$")
    soname=$(objdump -p "$library" | awk '$1 == "SONAME" { print $2 }')
    version=$(sed -n 's/^Version: *//p' "$(pkg_config_file "$1")")
    [ -n "$soname" ] && [ -n "$version" ] || fail "$library has no SONAME, or no version"
    nm -D --defined-only "$library" | awk '
        { sub(/@.*/, "", $3) }
        $2 ~ /^[TW]$/ { print "void " $3 "(void) {}" }
        $2 ~ /^[BDR]$/ { print "const char " $3 "[1] = {0};" }' >"$work/$2.c"
    "$tools/cc" -w -s -shared -fPIC "-Wl,-soname,$soname" -o "$prefix/lib/lib$2.so" "$work/$2.c"
    [ $# -eq 3 ] || cflags+=$(printf " -I$prefix/include/%s" "${@:4}")
    printf '%s\n' "Name: $1" "Description: of the system" "Version: $version" "Libs: -L$prefix/lib -l$2" \
        "Cflags: $cflags" >"$prefix/lib/pkgconfig/$1.pc"
}
