// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Spread;

/**
 * Where figures come from: commit, machine, load, steal, versions and commands, as the files tell.
 * What several files tell alike stands there once.
 */
final class MeasuredTable {

    private final Measured file;
    private final Map<String, Set<String>> rows;

    private MeasuredTable(Measured file, Map<String, Set<String>> rows) {
        this.file = file;
        this.rows = rows;
    }

    static String of(List<Measured> files) {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        files.forEach(file -> new MeasuredTable(file, rows).tell());
        Table table = new Table("measured", "");
        rows.forEach((title, texts) -> texts.forEach(text -> table.row(title, text)));
        return table.text();
    }

    private void tell() {
        row("commit", file.commit().orElse("not told"));
        row("when", file.file().at("/measured/day").asText());
        JsonNode machine = file.file().at("/measured/machine");
        row("machine", machine(machine.isMissingNode() ? file.at("/machine") : machine));
        row("load before and after", load());
        row("steal, % of all cores' time", steal());
        row("JMH", jmh());
        file.file()
                .at("/measured/versions")
                .properties()
                .forEach(version -> row(version.getKey(), version.getValue().asText()));
        commands().forEach(command -> row("command", "`" + command + "`"));
    }

    private void row(String title, String text) {
        if (!text.isEmpty()) {
            rows.computeIfAbsent(title, absent -> new LinkedHashSet<>()).add(text);
        }
    }

    private static String machine(JsonNode machine) {
        if (machine.isMissingNode()) {
            return "";
        }
        return String.join(
                ", ",
                machine.path("processor").asText(),
                machine.path("cores").asText() + " cores",
                "Linux " + machine.path("kernel").asText(),
                machine.path("system").asText(),
                "Java " + machine.path("java").asText());
    }

    /** Of the first and the last call. */
    private String load() {
        JsonNode cells = file.file().path("cells");
        JsonNode first = cells.isEmpty() ? file.at("") : cells.path(0);
        JsonNode last = cells.isEmpty() ? file.at("") : cells.path(cells.size() - 1);
        String before = first.path("loadBefore").asText();
        return before.isEmpty() ? "" : before + "; " + last.path("loadAfter").asText();
    }

    private String steal() {
        List<Double> steals = new ArrayList<>();
        file.file().path("cells").forEach(cell -> add(steals, cell));
        file.elements("/runs").forEach(run -> add(steals, run));
        return steals.isEmpty() ? "" : Spread.of(steals).text(1);
    }

    /** Forks, warm-up and iterations of the first benchmark; all are measured alike. */
    private String jmh() {
        JsonNode first = file.at("/0");
        if (!first.has("jmhVersion")) {
            return "";
        }
        int forks = first.path("forks").asInt() * file.calls().size();
        return String.format(
                Locale.ROOT,
                "%s, forks: %d, each of %d iterations of %s after %d of %s",
                first.path("jmhVersion").asText(),
                forks,
                first.path("measurementIterations").asInt(),
                first.path("measurementTime").asText(),
                first.path("warmupIterations").asInt(),
                first.path("warmupTime").asText());
    }

    private static void add(List<Double> steals, JsonNode measured) {
        if (measured.path("stealPercent").isNumber()) {
            steals.add(measured.path("stealPercent").asDouble());
        }
    }

    /** Without what differs between the repeats of one. */
    private Set<String> commands() {
        Set<String> commands = new LinkedHashSet<>();
        for (JsonNode cell : file.file().path("cells")) {
            commands.add(cell.path("command").asText().replaceAll(" --turn \\d+", ""));
        }
        commands.add(file.at("/command").asText());
        commands.remove("");
        return commands;
    }
}
