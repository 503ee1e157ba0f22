// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.bench.Machine;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.run.RunDirectory.Common;

class RunDirectoryTest {

    private static final Plan.Figures FIGURES =
            new Plan.Figures("a.json", "some", "area", List.of(), Map.of(), 2, 60, List.of());

    @TempDir private Path directory;

    private static Common common(String commit, String jar, String processor, boolean trial) {
        return new Common(
                commit,
                jar,
                "2026-11-30",
                trial,
                new Machine(processor, 2, "6.18", "Debian", "17"),
                Map.of("libx264", "164"));
    }

    private static Common usual() {
        return common("c1", "d1", "EPYC", false);
    }

    private static Cell cell(int repeat) {
        return new Cell("page", FIGURES, Map.of(), repeat);
    }

    private static void measure(RunDirectory run, Cell cell, String figures) throws IOException {
        Files.writeString(run.unfinished(cell), figures);
        run.keep(cell, Map.of("seconds", 30));
    }

    @Test
    void keepsEachCellAtOnceAndGoesOnThere() throws Exception {
        RunDirectory run = RunDirectory.resume(directory, usual());
        assertThat(run.has(cell(1))).isFalse();
        measure(run, cell(1), "{\"speed\": 2}");

        RunDirectory again = RunDirectory.resume(directory, usual());
        assertThat(again.has(cell(1))).isTrue();
        assertThat(again.has(cell(2))).isFalse();
        assertThat(again.isComplete("page", FIGURES)).isFalse();
        assertThat(again.secondsOf(List.of(cell(1), cell(2)))).hasValue(30);
    }

    @Test
    void gathersCompleteFiles() throws Exception {
        RunDirectory run = RunDirectory.resume(directory, usual());
        measure(run, cell(1), "{\"speed\": 2}");
        measure(run, cell(2), "{\"speed\": 4}");

        assertThat(run.isComplete("page", FIGURES)).isTrue();
        Path file = directory.resolve("gathered.json");
        run.gather("page", FIGURES, file);
        Measured measured = Measured.of(ResultFiles.read(file));
        assertThat(measured.commit()).hasValue("c1");
        assertThat(measured.whole().text("/speed", 1)).isEqualTo("3.0 (2.0–4.0)");
    }

    @Test
    void aCallThatWroteNothingIsNoCell() throws Exception {
        RunDirectory run = RunDirectory.resume(directory, usual());
        run.unfinished(cell(1));

        assertThatThrownBy(() -> run.keep(cell(1), Map.of())).isInstanceOf(IOException.class);
        assertThat(run.has(cell(1))).isFalse();
    }

    @Test
    void tellsNoPlacesOfTheMachine() throws Exception {
        RunDirectory run = RunDirectory.resume(directory, usual());
        measure(run, cell(1), "{\"command\": \"--json /here\", \"speed\": 2}");
        measure(
                run,
                cell(2),
                "[{\"jmhVersion\": \"1.37\", \"jvm\": \"/here\", \"jvmArgs\": [\"/here\"]}]");

        Path file = directory.resolve("gathered.json");
        run.gather("page", FIGURES, file);
        JsonNode gathered = ResultFiles.read(file);
        assertThat(gathered.toString()).doesNotContain("/here").contains("1.37");
    }

    @ParameterizedTest
    @CsvSource({
        "c2, d1, EPYC, false, 'commit: c1 there, c2 here'",
        "c1, d2, EPYC, false, 'build (SHA-256 of its jar): d1 there, d2 here'",
        "c1, d1, Xeon, false, 'processor: EPYC there, Xeon here'",
        "c1, d1, EPYC, true, '--trial: false there, true here'",
    })
    void refusesToGoOnWithSomethingElse(
            String commit, String jar, String processor, boolean trial, String difference)
            throws Exception {
        RunDirectory.resume(directory, usual());

        assertThatThrownBy(
                        () -> RunDirectory.resume(directory, common(commit, jar, processor, trial)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(difference)
                .hasMessageContaining("Use another directory");
    }

    @Test
    void aTrialGoesOnWithABuildInWhichSomethingIsMended() throws Exception {
        RunDirectory trial = RunDirectory.resume(directory, common("c1", "d1", "EPYC", true));
        measure(trial, cell(1), "{}");

        RunDirectory mended = RunDirectory.resume(directory, common("c2", "d2", "EPYC", true));
        assertThat(mended.has(cell(1))).isTrue();
        assertThatThrownBy(() -> RunDirectory.resume(directory, common("c2", "d2", "Xeon", true)))
                .hasMessageContaining("processor: EPYC there, Xeon here");
    }

    @Test
    void aTrialIsNeverComplete() throws Exception {
        RunDirectory run = RunDirectory.resume(directory, common("c1", "d1", "EPYC", true));
        measure(run, cell(1), "{}");
        measure(run, cell(2), "{}");

        assertThat(run.isComplete("page", FIGURES)).isFalse();
    }
}
