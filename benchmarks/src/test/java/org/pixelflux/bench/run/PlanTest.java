// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

    private static final Path KEPT = Path.of("plan.json");

    static Set<String> parts() throws IOException {
        return Plan.read(KEPT).parts().keySet();
    }

    private static Plan.Figures figures(String file, Map<String, List<String>> each, int repeats) {
        return new Plan.Figures(
                file,
                "some",
                "area",
                List.of("--seconds", "6", "--turn", "{turn}"),
                each,
                repeats,
                60,
                List.of("--seconds", "2"));
    }

    private static Plan plan(Plan.Figures... figures) {
        return new Plan(
                Map.of("some", "a question"),
                List.of(),
                List.of(new Plan.Result("page", List.of("native"), List.of(figures))));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void noPartTakesLongerThanAnybodyWaits(String part) throws Exception {
        assertThat(minutes(part)).isBetween(1, Plan.MOST_MINUTES);
    }

    @Test
    void allPartsAreMeasuredInAnAfternoon() throws Exception {
        Plan plan = Plan.read(KEPT);
        int all = 0;
        for (String part : plan.usualParts()) {
            all += minutes(part);
        }

        assertThat(all).isLessThanOrEqualTo(Plan.MOST_MINUTES_OF_ALL);
        assertThat(plan.parts().keySet()).containsAll(plan.byName());
        assertThat(plan.usualParts()).isNotEmpty().doesNotContainAnyElementsOf(plan.byName());
    }

    private static int minutes(String part) throws IOException {
        return Plan.read(KEPT).cells(part).stream().mapToInt(cell -> cell.figures().seconds()).sum()
                / 60;
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyCellHasAFileOfItsOwn(String part) throws Exception {
        List<Cell> cells = Plan.read(KEPT).cells(part);

        assertThat(cells.stream().map(Cell::file)).doesNotHaveDuplicates();
    }

    @Test
    void namesCodeThatIsThere() throws Exception {
        Set<String> absent = new TreeSet<>();
        for (Plan.Result result : Plan.read(KEPT).results()) {
            result.paths().stream()
                    .filter(path -> !Files.exists(Path.of("..").resolve(path)))
                    .forEach(absent::add);
        }

        assertThat(absent).isEmpty();
    }

    @Test
    void goesBackAndForth() {
        Plan plan =
                plan(
                        figures("a.json", Map.of("--percent", List.of("1", "25")), 3),
                        figures("b.json", Map.of(), 2));

        assertThat(plan.cells("some").stream().map(Cell::name))
                .containsExactly(
                        "page/a/1-1",
                        "page/a/25-1",
                        "page/b/1",
                        "page/b/2",
                        "page/a/25-2",
                        "page/a/1-2",
                        "page/a/1-3",
                        "page/a/25-3");
        assertThat(plan.cells("another")).isEmpty();
    }

    @Test
    void givesNoOptionTwice() {
        Cell cell =
                plan(figures("a.json", Map.of("--percent", List.of("25")), 1)).cells("some").get(0);

        assertThat(cell.command(false))
                .containsExactly("area", "--seconds", "6", "--turn", "1", "--percent", "25");
        assertThat(cell.command(true))
                .containsExactly("area", "--turn", "1", "--percent", "25", "--seconds", "2");
    }

    @Test
    void refusesAPartThatItDoesNotHave(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(
                file,
                Files.readString(KEPT).replaceFirst("\"part\": \"peers\"", "\"part\": \"pears\""));

        assertThatThrownBy(() -> Plan.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "workloads/workloads.json is in part 'pears', which is none of peers, ");
    }

    @Test
    void refusesAPartByNameThatItDoesNotHave(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(
                file,
                Files.readString(KEPT)
                        .replaceFirst("\"byName\": \\[\"soak\"", "\"byName\": [\"sock\""));

        assertThatThrownBy(() -> Plan.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no part 'sock' to be by name");
    }
}
