// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of a suite, whose figures are kept at once.
 *
 * @param result the page that it is for
 * @param with the options in which it differs from the other calls for the same file
 * @param repeat counted from 1
 */
record Cell(String result, Plan.Figures figures, Map<String, String> with, int repeat) {

    private static final Set<String> JMH = Set.of("frame", "exchange", "garbage", "jni", "foreign");

    Cell repeated(int number) {
        return new Cell(result, figures, with, number);
    }

    /** Where it is kept, from the directory of a run. */
    Path file() {
        StringBuilder name = new StringBuilder();
        with.values()
                .forEach(value -> name.append(value.replaceAll("[^A-Za-z0-9.]+", "_")).append('-'));
        return Path.of(result, figures.name(), name + "" + repeat + ".json");
    }

    /** Its name for people. */
    String name() {
        String file = file().toString();
        return file.substring(0, file.length() - ".json".length());
    }

    /**
     * What benchmarks/run is given.
     *
     * @param trial whether it is only tried
     */
    List<String> command(boolean trial) {
        List<String> usual = figures.arguments();
        List<String> command = new ArrayList<>(List.of(figures.suite()));
        for (int i = 0; i < usual.size(); i++) {
            if (trial && usual.get(i).startsWith("-") && figures.trial().contains(usual.get(i))) {
                i++; // its value; the trial has another, and no option may be given twice
            } else {
                command.add(usual.get(i).replace("{turn}", "" + repeat));
            }
        }
        with.forEach((option, value) -> command.addAll(List.of(option, value)));
        if (trial) {
            command.addAll(figures.trial());
        }
        return command;
    }

    /** The arguments that make the suite write its figures. */
    List<String> output(Path json) {
        return JMH.contains(figures.suite())
                ? List.of("-foe", "true", "-rf", "json", "-rff", json.toString())
                : List.of("--json", json.toString());
    }
}
