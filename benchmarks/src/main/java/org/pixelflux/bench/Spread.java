// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Collection;
import java.util.Locale;

/** The median of what was measured, and its range. */
public record Spread(double median, double min, double max) {

    /** Of at least one value. */
    public static Spread of(Collection<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The median with the range behind it, or alone where every value is the same. */
    public String text(int digits) {
        String number = "%." + digits + "f";
        return min == max
                ? String.format(Locale.ROOT, number, median)
                : String.format(
                        Locale.ROOT, number + " (" + number + "–" + number + ")", median, min, max);
    }
}
