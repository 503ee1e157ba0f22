// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultPageTest {

    private static final Map<String, ResultTable> TABLES =
            Map.of(
                    "speed",
                    ResultTable.ofOne(
                            file -> new Table("speed").row(file.whole().text("/speed", 1)).text()));

    @TempDir private Path folder;
    private Path page;

    @BeforeEach
    void putFiguresBesideThePage() throws IOException {
        page = folder.resolve("README.md");
        Files.writeString(folder.resolve("a.json"), "{\"speed\": 2.25}");
        Files.writeString(
                folder.resolve("repeated.json"),
                "{\"cells\": [{\"figures\": {\"speed\": 2}}, {\"figures\": {\"speed\": 4}},"
                        + " {\"figures\": {\"speed\": 3}}]}");
        Files.writeString(folder.resolve("broken.json"), "{");
    }

    private String written(String text) throws IOException {
        return ResultPage.of(page, text).written(TABLES);
    }

    @Test
    void writesWhatStandsBetweenTheMarkersAndNothingElse() throws Exception {
        String page =
                """
                Prose.

                <!-- table: speed from a.json -->
                | speed |
                |---|
                | 9.9 |
                | and more |
                <!-- end -->

                | other | 1 |
                """;

        assertThat(written(page))
                .isEqualTo(
                        """
                        Prose.

                        <!-- table: speed from a.json -->
                        | speed |
                        |---|
                        | 2.3 |
                        <!-- end -->

                        | other | 1 |
                        """);
    }

    @Test
    void tellsMedianAndRangeOfRepeatedCalls() throws Exception {
        assertThat(written("<!-- table: speed from repeated.json -->\n<!-- end -->\n"))
                .contains("| 3.0 (2.0–4.0) |");
    }

    @Test
    void saysWhereNothingIsMeasuredYet() throws Exception {
        String absent = "<!-- table when measured: speed from none.json -->\n";
        assertThat(written(absent + "| 1 |\n<!-- end -->\n"))
                .isEqualTo(absent + "Not measured yet.\n<!-- end -->\n");

        assertThat(written("<!-- table when measured: speed from a.json -->\n<!-- end -->\n"))
                .contains("| 2.3 |");
    }

    @Test
    void findsFiguresInOtherFolders() throws Exception {
        Files.createDirectory(folder.resolve("below"));
        Files.writeString(folder.resolve("below/b.json"), "{\"speed\": 7}");

        assertThat(written("<!-- table: speed from below/b.json -->\n<!-- end -->\n"))
                .contains("| 7.0 |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speed from none.json | none.json is not beside it",
                "speed from broken.json | broken.json is no JSON",
                "spede from a.json | there is no table 'spede', but speed",
                "speed a.json | a marker reads",
                "speed from a.json a.json | is written from one file, not 2",
            })
    void refusesAMarkerThatCannotBeWritten(String marker, String why) {
        assertThatThrownBy(() -> written("\n<!-- table: " + marker + " -->\n<!-- end -->\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(page + ":2: ")
                .hasMessageContaining(why);
    }

    @Test
    void refusesMarkersWithoutCounterpart() {
        assertThatThrownBy(() -> written("<!-- table: speed from a.json -->\n| 1 |\n"))
                .hasMessageContaining(":1: the table is not ended");
        assertThatThrownBy(() -> written("| 1 |\n<!-- end -->\n"))
                .hasMessageContaining(":2: '<!-- end -->' ends no table");
    }

    @Test
    void namesTablesWithFiguresThatNoMarkerHas() {
        String text =
                """
                <!-- table: speed from a.json -->
                | speed |
                |---|
                | 2.3 |
                <!-- end -->

                | words | more |
                |---|---|
                | none | – |

                | figure | of it |
                |---|---|
                | none | – |
                | some | 1 |
                | more | 2 |
                """;

        assertThat(ResultPage.of(page, text).tablesByHand()).containsExactly("| figure | of it |");
    }
}
