// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/parity.md leaves no option out and names tests that are there. */
class ParityTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|_test))`");

    @Test
    void namesEveryOption() throws IOException {
        String page = page();
        for (CaptureOption<?> option : CaptureOption.all()) {
            assertThat(page).contains("`" + option.name());
        }
    }

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        Set<String> existing;
        try (Stream<Path> files = Files.walk(ROOT)) {
            existing =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") || name.endsWith(".cpp"))
                            .map(name -> name.substring(0, name.lastIndexOf('.')))
                            .collect(Collectors.toSet());
        }
        Set<String> named =
                TEST.matcher(page())
                        .results()
                        .map((MatchResult test) -> test.group(1))
                        .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(existing).containsAll(named);
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/parity.md"));
    }
}
