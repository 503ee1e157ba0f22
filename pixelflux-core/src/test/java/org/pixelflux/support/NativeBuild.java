// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs that the native build makes for tests. */
public final class NativeBuild {

    private NativeBuild() {}

    /** A program by its name: where a property says, or beside the module whose tests run. */
    public static Path program(String name) {
        Path program = directory().resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("no program " + program);
        }
        return program;
    }

    static Path directory() {
        String property = System.getProperty("pixelflux.test.native");
        Stream<String> directories =
                property != null
                        ? Stream.of(property)
                        : Stream.of("", "../", "../../", "../../../")
                                .map(up -> up + "pixelflux-natives/target/native");
        List<Path> candidates = directories.map(Path::of).toList();
        return candidates.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no build of the natives, looked at " + candidates));
    }
}
