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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * docs/parity.md names every option, and every test that it or docs/reliability.md names exists.
 */
class ParityTest {

    private static final Path ROOT = Path.of("..");
    private static final String PARITY = "docs/parity.md";
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|_test))`");

    @Test
    void namesEveryOption() throws IOException {
        String page = text(PARITY);
        assertThat(CaptureOption.all())
                .filteredOn(option -> !page.contains("`" + option.name()))
                .as("the options for which docs/parity.md has no row yet")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PARITY, "docs/reliability.md"})
    void namesOnlyTestsThatExist(String page) throws IOException {
        Set<String> existing;
        try (Stream<Path> files = Files.walk(ROOT)) {
            existing =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") || name.endsWith(".cpp"))
                            .map(name -> name.substring(0, name.lastIndexOf('.')))
                            .collect(Collectors.toSet());
        }
        Set<String> named =
                TEST.matcher(text(page))
                        .results()
                        .map((MatchResult test) -> test.group(1))
                        .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(existing).containsAll(named);
    }

    private static String text(String page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }
}
