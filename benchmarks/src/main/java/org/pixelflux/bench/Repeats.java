// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The same thing, measured once or more often.
 *
 * @param key what it is, as {@link Measured#groups} was asked for it
 * @param runs at least one
 */
public record Repeats(List<String> key, List<JsonNode> runs) {

    /** Elements by what they say there, in the order in which each key comes first. */
    public static List<Repeats> of(List<JsonNode> elements, String... names) {
        Map<List<String>, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode element : elements) {
            List<String> key = Stream.of(names).map(name -> element.at(name).asText()).toList();
            groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(element);
        }
        return groups.entrySet().stream()
                .map(group -> new Repeats(group.getKey(), group.getValue()))
                .toList();
    }

    /** A part of the key. */
    public String name(int index) {
        return key.get(index);
    }

    /** A figure; empty where no run has it. */
    public Optional<Spread> spread(String pointer) {
        return spread(pointer, 1);
    }

    /** A figure in another unit. */
    public Optional<Spread> spread(String pointer, double factor) {
        List<Double> values = values(pointer).stream().map(value -> value * factor).toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** Median and range of a figure as a table's cell. */
    public String text(String pointer, int digits) {
        return text(pointer, 1, digits);
    }

    /** The same in another unit. */
    public String text(String pointer, double factor, int digits) {
        return spread(pointer, factor).map(spread -> spread.text(digits)).orElse("–");
    }

    /** The figure of each run that has it. */
    public List<Double> values(String pointer) {
        return runs.stream()
                .map(run -> run.at(pointer))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
    }

    /** The values of an array of numbers: one distribution for each run. */
    public List<Distribution> distributions(String pointer) {
        List<Distribution> all = new ArrayList<>();
        for (JsonNode run : runs) {
            List<Double> values = new ArrayList<>();
            run.at(pointer).forEach(value -> values.add(value.asDouble()));
            if (!values.isEmpty()) {
                all.add(new Distribution(values));
            }
        }
        return all;
    }

    /** A percentile of each run's array of numbers, as a table's cell. */
    public String percentile(String pointer, double percent, int digits) {
        List<Double> values =
                distributions(pointer).stream().map(one -> one.percentile(percent)).toList();
        return values.isEmpty() ? "–" : Spread.of(values).text(digits);
    }

    /** A percentile of all runs' numbers together, as a table's cell. */
    public String pooled(String pointer, double percent, int digits) {
        List<Double> values = new ArrayList<>();
        runs.forEach(run -> run.at(pointer).forEach(value -> values.add(value.asDouble())));
        return values.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%." + digits + "f",
                        new Distribution(values).percentile(percent));
    }

    /** All that JMH kept of each fork and iteration of a metric, which must be there. */
    public Spread iterations(String metric, double factor) {
        List<Double> values = new ArrayList<>();
        for (JsonNode run : runs) {
            run.at(metric + "/rawData")
                    .forEach(fork -> fork.forEach(value -> values.add(value.asDouble() * factor)));
        }
        return Spread.of(values);
    }

    /** How many numbers the arrays of all runs have. */
    public int samples(String pointer) {
        return runs.stream().mapToInt(run -> run.at(pointer).size()).sum();
    }
}
