// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the artifacts of natives for this JVM contain, and class paths with some of them. */
public enum NativeBundle {
    FREE(""),
    GPL("-gpl");

    private final String word;

    NativeBundle(String edition) {
        word = platform() + edition;
    }

    /** As the names of artifacts have it. */
    public static String platform() {
        return System.getProperty("os.arch").equals("aarch64") ? "linux-aarch64" : "linux-x86_64";
    }

    /** Where the build has put it together. */
    public Path directory() {
        Path directory =
                NativeBuild.directory()
                        .resolveSibling("bundles")
                        .resolve(word + "/META-INF/native/" + word);
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException("no directory " + directory);
        }
        return directory;
    }

    /** The entry of the tests' class path that is this artifact: a jar, or classes. */
    public String entry() {
        List<String> entries = classPath(this::owns);
        if (entries.size() != 1) {
            throw new IllegalStateException(word + " is on the class path as " + entries);
        }
        return entries.get(0);
    }

    /** The tests' class path without artifacts of natives, but for these. */
    public static String classPathWith(NativeBundle... wanted) {
        return classPath(
                        entry ->
                                !entry.contains("pixelflux-natives")
                                        || Arrays.stream(wanted).anyMatch(one -> one.owns(entry)))
                .stream()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean owns(String entry) {
        return entry.contains("pixelflux-natives")
                && entry.contains(FREE.word)
                && entry.contains(GPL.word) == (this == GPL);
    }

    private static List<String> classPath(Predicate<String> which) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(which)
                .toList();
    }
}
