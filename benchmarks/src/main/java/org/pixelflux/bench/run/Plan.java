// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured for the pages of docs/results.
 *
 * @param parts what is measured without a break, by name: what it answers
 * @param byName the parts that are measured only where somebody asks for them
 * @param results the pages
 */
public record Plan(Map<String, String> parts, List<String> byName, List<Result> results) {

    /** Nobody waits longer for a part. */
    static final int MOST_MINUTES = 75;

    /** Nor for all parts but those that are only measured by name. */
    static final int MOST_MINUTES_OF_ALL = 200;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /**
     * A page of docs/results.
     *
     * @param name of its folder
     * @param paths of the code that it measures, from the top of the checkout
     * @param figures the files that are measured for it; none if its figures come in another way
     */
    public record Result(String name, List<String> paths, List<Figures> figures) {}

    /**
     * A file of figures, which calls of one suite give.
     *
     * @param file beside the page
     * @param part in which it is measured
     * @param suite as benchmarks/run calls it
     * @param arguments of every call; {@code {turn}} stands for the repeat's number
     * @param each options that have another value in each call: every combination is a call
     * @param repeats how often each call is made; the calls of a part take turns
     * @param seconds that a call is expected to take
     * @param trial arguments behind the others where the plan is only tried
     */
    public record Figures(
            String file,
            String part,
            String suite,
            List<String> arguments,
            Map<String, List<String>> each,
            int repeats,
            int seconds,
            List<String> trial) {

        /** The file's name in front of its ending. */
        String name() {
            return file.replaceFirst("\\.json$", "");
        }

        /** The values of {@link #each} in every combination. */
        List<Map<String, String>> combinations() {
            List<Map<String, String>> combinations = List.of(Map.of());
            for (Map.Entry<String, List<String>> option : each.entrySet()) {
                List<Map<String, String>> more = new ArrayList<>();
                for (Map<String, String> before : combinations) {
                    for (String value : option.getValue()) {
                        Map<String, String> with = new LinkedHashMap<>(before);
                        with.put(option.getKey(), value);
                        more.add(with);
                    }
                }
                combinations = more;
            }
            return combinations;
        }
    }

    /**
     * A plan as JSON.
     *
     * @throws IOException if it is none, or names a part that it does not have
     */
    public static Plan read(Path file) throws IOException {
        Plan plan = MAPPER.readValue(file.toFile(), Plan.class);
        for (String part : plan.byName) {
            if (!plan.parts.containsKey(part)) {
                throw new IOException(file + ": there is no part '" + part + "' to be by name");
            }
        }
        for (Result result : plan.results) {
            for (Figures figures : result.figures) {
                if (!plan.parts.containsKey(figures.part)) {
                    throw new IOException(
                            String.format(
                                    Locale.ROOT,
                                    "%s: %s/%s is in part '%s', which is none of %s",
                                    file,
                                    result.name,
                                    figures.file,
                                    figures.part,
                                    String.join(", ", plan.parts.keySet())));
                }
            }
        }
        return plan;
    }

    /** The parts that are measured where nobody names one. */
    List<String> usualParts() {
        return parts.keySet().stream().filter(part -> !byName.contains(part)).toList();
    }

    /** The calls of a part, in the order in which they are made. */
    List<Cell> cells(String part) {
        List<Cell> once = new ArrayList<>();
        int most = 0;
        for (Result result : results) {
            for (Figures figures : result.figures) {
                if (figures.part.equals(part)) {
                    figures.combinations()
                            .forEach(with -> once.add(new Cell(result.name, figures, with, 1)));
                    most = Math.max(most, figures.repeats);
                }
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (int repeat = 1; repeat <= most; repeat++) {
            List<Cell> turn = new ArrayList<>();
            for (Cell cell : once) {
                if (repeat <= cell.figures().repeats) {
                    turn.add(cell.repeated(repeat));
                }
            }
            if (repeat % 2 == 0) { // back and forth, as the tools of one call
                Collections.reverse(turn);
            }
            cells.addAll(turn);
        }
        return cells;
    }
}
