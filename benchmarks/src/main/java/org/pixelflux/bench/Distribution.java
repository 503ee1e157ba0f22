// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Arrays;
import java.util.Collection;

/** Measured values in ascending order. */
public final class Distribution {

    private final double[] values;

    /** At least one value. */
    public Distribution(Collection<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        values = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The smallest value that at least {@code percent} of all values do not exceed. */
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * values.length);
        return values[Math.max(rank, 1) - 1];
    }

    public double max() {
        return values[values.length - 1];
    }

    double[] sorted() {
        return Arrays.copyOf(values, values.length);
    }
}
