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
                    "checking-damaged-stripes: | | JPEG, 64 rows | H.264, 128 rows |",
                    "comparing-colours: | rows | colours, ms | all bytes, ms | more, ms | encoding these"
                            + " rows, ms | of that |",
                    "constant-bitrate: | pattern, share of rows that move | stripes: kbit/s, frames/s |"
                            + " full frame | streaming | largest frame, kB |",
                    "constant-bitrate: | pattern | Mbit/s | kB/s | most in 1 s, of the rate | frames/s |"
                            + " late, ms | first, ms | exact, s |",
                    "finding-changes: | % of the pixels | pixels | alone: all change, ms | none, ms |"
                            + " for stripes: all change, ms | none, ms | memcpy, ms | memcmp, ms |",
                    "gateway: | what happens | |",
                    "h264-libraries: | encoded as | pattern | quantiser | CPU ms, x264 | OpenH264 |"
                            + " bytes, x264 | OpenH264 | SSIM, x264 | OpenH264 |",
                    "hls-latency: | median | least | most |",
                    "jpeg-stripe-height: | | 64 rows | 48 rows | 64 rows | 32 rows |",
                    "page-mixed: | frame | way | all processes, ms | main thread, ms | shown after, ms |",
                    "page-mixed: | frame | reading the message | waiting for images | drawing into"
                            + " memory | putting it on the canvas |",
                    "page-mixed: | change to pixel, ms | p50 | p95 | worst of 300 |",
                    "recording: | workload | way | seconds | % of one core | bytes |",
                    "slow-links: | viewers | program, % of a core | refreshes a second | age, ms |"
                            + " oldest shown: median, largest, ms |",
                    "unchanged-macroblocks: | run | told, ms a picture | not told, ms | ratio | bytes,"
                            + " both |",
                    "unchanged-macroblocks: | rows that move | told, ms a picture | not told, ms | ratio"
                            + " | bytes, told / not told |",
                    "where-time-goes: | % of the samples | JPEG typing | scroll | window | video |"
                            + " H.264 typing | scroll | window | video |",
                    "where-time-goes: | % of the samples | typing | scroll, 16 px | scroll, 57 px |"
                            + " scroll, 120 px | dragged window | video |",
                    "workloads: | | idle | typing | scroll | window | video | typing, kB/s | scroll,"
                            + " kB/s |");

    static Stream<Path> pages() throws Exception {
        return WriteResults.pages(RESULTS).stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
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
