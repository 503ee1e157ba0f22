// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelflux.bench.run.Plan;

/** The pages of docs/results say what was measured. */
class ResultPagesTest {

    private static final Path RESULTS = Path.of("../docs/results");

    /** The pages' tables whose figures no file has. None may come in addition. */
    private static final List<String> BY_HAND =
            List.of(
                    "constant-bitrate: | pattern, share of rows that move | stripes: kbit/s, frames/s |"
                            + " full frame | streaming | largest frame, kB |",
                    "constant-bitrate: | pattern | Mbit/s | kB/s | most in 1 s, of the rate | frames/s |"
                            + " late, ms | first, ms | exact, s |",
                    "gateway: | what happens | |");

    static Stream<Path> pages() throws Exception {
        return WriteResults.pages(RESULTS).stream();
    }

    static Stream<Path> pagesAndSummaries() throws Exception {
        List<Path> summaries = WriteResults.summaries(RESULTS);
        assertThat(summaries).hasSize(2);
        return Stream.concat(pages(), summaries.stream());
    }

    @ParameterizedTest
    @MethodSource("pagesAndSummaries")
    void showWhatTheFilesBesideThemSay(Path page) throws Exception {
        assertThat(Files.readString(page))
                .as("benchmarks/run write makes %s of the JSON beside it", page)
                .isEqualTo(ResultPage.read(page).written(ResultTables.ALL));
    }

    /** A table that is written by the run, or is gone, is to be taken from the list. */
    @Test
    void haveNoMoreTablesByHandThanAreNamedHere() throws Exception {
        List<String> byHand = new ArrayList<>();
        for (Path page : pages().toList()) {
            String result = page.getParent().getFileName().toString();
            ResultPage.read(page)
                    .tablesByHand()
                    .forEach(title -> byHand.add(result + ": " + title));
        }

        assertThat(byHand).containsExactlyElementsOf(BY_HAND);
    }

    @Test
    void areAllInThePlanSoThatSomebodyKnowsWhenTheyAreStale() throws Exception {
        List<String> planned =
                Plan.read(Path.of("plan.json")).results().stream().map(Plan.Result::name).toList();

        assertThat(pages().map(page -> page.getParent().getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(planned);
    }
}
