// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The platforms for which there are artifacts with the native library: the one table of them. */
enum NativePlatform {
    LINUX_X86_64("Linux", "amd64", "linux-x86_64"),
    LINUX_AARCH64("Linux", "aarch64", "linux-aarch64");

    private final String os;
    private final String arch;
    private final String word;

    /** As {@code os.name} and {@code os.arch} have it, and as the names of artifacts do. */
    NativePlatform(String os, String arch, String word) {
        this.os = os;
        this.arch = arch;
        this.word = word;
    }

    /** That of this JVM. */
    static Optional<NativePlatform> current() {
        return Arrays.stream(values())
                .filter(platform -> platform.os.equals(System.getProperty("os.name")))
                .filter(platform -> platform.arch.equals(System.getProperty("os.arch")))
                .findFirst();
    }

    /** All of them, for people. */
    static String words() {
        return Arrays.stream(values())
                .map(platform -> platform.word)
                .collect(Collectors.joining(", "));
    }

    /**
     * Where artifacts have the library, the first first: below META-INF/native. The edition with
     * GPL code wins where both are there, since whoever added it wants it.
     */
    List<String> bundles() {
        return List.of(word + "-gpl", word);
    }

    /** What to do where there is none of the artifacts. */
    String howToGetOne() {
        String artifact = "org.pixelflux:pixelflux-natives-" + word;
        return "add "
                + artifact
                + ", which is free of GPL code, or "
                + artifact
                + "-gpl, which has x264 too; on the module path also say --add-modules"
                + " org.pixelflux.natives."
                + word.replace('-', '.');
    }
}
