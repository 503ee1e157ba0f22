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

    @Test
    void haveNoTablesByHand() throws Exception {
        List<String> byHand = new ArrayList<>();
        for (Path page : pages().toList()) {
            String result = page.getParent().getFileName().toString();
            ResultPage.read(page)
                    .tablesByHand()
                    .forEach(title -> byHand.add(result + ": " + title));
        }

        assertThat(byHand).isEmpty();
    }

    @Test
    void areAllInThePlanSoThatSomebodyKnowsWhenTheyAreStale() throws Exception {
        List<String> planned =
                Plan.read(Path.of("plan.json")).results().stream().map(Plan.Result::name).toList();

        assertThat(pages().map(page -> page.getParent().getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(planned);
    }
}
