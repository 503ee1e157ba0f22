// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** JMH's results as a Markdown table: a row a benchmark, a column a parameter or metric. */
final class JmhTable {

    private JmhTable() {}

    /**
     * @param runs what JMH writes as JSON
     */
    static String of(JsonNode runs) {
        Set<String> parameters = names(runs, "params");
        Set<String> metrics = names(runs, "secondaryMetrics");
        List<String> head = new ArrayList<>(List.of("benchmark"));
        head.addAll(parameters);
        head.addAll(List.of("score", "±", "unit"));
        metrics.forEach(metric -> head.add(metric + unit(runs, metric)));
        StringBuilder table = new StringBuilder(row(head)).append("|---".repeat(head.size()));
        table.append("|\n");
        for (JsonNode run : runs) {
            JsonNode score = run.path("primaryMetric");
            List<String> cells = new ArrayList<>(List.of(name(run.path("benchmark").asText())));
            parameters.forEach(name -> cells.add(run.path("params").path(name).asText()));
            cells.add(number(score.path("score")));
            cells.add(number(score.path("scoreError")));
            cells.add(score.path("scoreUnit").asText());
            metrics.forEach(
                    name ->
                            cells.add(
                                    number(run.path("secondaryMetrics").path(name).path("score"))));
            table.append(row(cells));
        }
        return table.toString();
    }

    private static Set<String> names(JsonNode runs, String field) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.path(field).fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static String unit(JsonNode runs, String metric) {
        return runs.findValues(metric).stream()
                .map(value -> value.path("scoreUnit").asText())
                .filter(unit -> !unit.isEmpty())
                .findFirst()
                .map(unit -> ", " + unit)
                .orElse("");
    }

    /** Class and method, without the package. */
    private static String name(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /** JMH writes "NaN" where one iteration alone leaves no error. */
    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.4g", value.asDouble()) : "";
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
