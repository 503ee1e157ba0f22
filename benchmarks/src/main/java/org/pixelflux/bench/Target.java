// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Locale;

/**
 * A figure that is to be at most so much, or at most so much of another.
 *
 * @param workload with which it was measured
 * @param figure with its unit
 * @param value its median and range
 * @param valueText the same with what was measured
 * @param base what it is compared with; 1 if with nothing
 * @param baseText the same with what was measured
 * @param most that the median may be, divided by the base's
 */
record Target(
        String workload,
        String figure,
        Spread value,
        String valueText,
        Spread base,
        String baseText,
        double most) {

    /** What a figure without a base is divided by. */
    private static final Spread ONE = new Spread(1, 1, 1);

    /** The value is at most so much, in the figure's unit. */
    static Target absolute(
            String workload, String figure, Spread value, String valueText, double most) {
        return new Target(workload, figure, value, valueText, ONE, "", most);
    }

    static String header() {
        return """
                | workload | figure | measured | beside | at most | is | range | verdict |
                |---|---|---|---|---|---|---|---|
                """;
    }

    double ratio() {
        return value.median() / base.median();
    }

    /** With the figures of any two runs. */
    double leastRatio() {
        return value.min() / base.max();
    }

    /** With the figures of any two runs. */
    double mostRatio() {
        return value.max() / base.min();
    }

    /** By the medians. */
    boolean met() {
        return ratio() <= most;
    }

    /** Met or missed, and whether the ranges leave that open. */
    String verdict() {
        boolean open = met() ? mostRatio() > most : leastRatio() <= most;
        return (met() ? "met" : "**missed**") + (open ? ", but within the ranges" : "");
    }

    /** A line of the table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.4g | %.4g | %.4g–%.4g | %s |%n",
                workload,
                figure,
                valueText,
                baseText,
                most,
                ratio(),
                leastRatio(),
                mostRatio(),
                verdict());
    }
}
