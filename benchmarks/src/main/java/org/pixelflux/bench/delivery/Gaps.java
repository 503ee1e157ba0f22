// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

/** Counts spans of time by their length and leaves no garbage; longer ones than 200 µs as that. */
final class Gaps {

    private static final int STEP_NANOS = 50;
    private static final int STEPS = 4000;

    private final long[] counts;

    Gaps() {
        this(new long[STEPS]);
    }

    private Gaps(long[] counts) {
        this.counts = counts;
    }

    void add(long nanos) {
        counts[(int) Math.min(nanos / STEP_NANOS, STEPS - 1)]++;
    }

    Gaps copy() {
        return new Gaps(counts.clone());
    }

    /** In microseconds, of what was added since; NaN if nothing was. */
    double medianSince(Gaps earlier) {
        long all = 0;
        for (int i = 0; i < STEPS; i++) {
            all += counts[i] - earlier.counts[i];
        }
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += counts[i] - earlier.counts[i];
            if (all > 0 && 2 * seen >= all) {
                return (i + 0.5) * STEP_NANOS / 1000;
            }
        }
        return Double.NaN;
    }
}
