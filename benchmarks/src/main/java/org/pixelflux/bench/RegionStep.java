// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

/**
 * What a step from grabbed pixels to the rectangles of mode mixed takes one thread; the median.
 *
 * @param step what is done, with how much and of what
 */
record RegionStep(String step, double millis) {

    /** Whether a line of regions_bench is one; others tell what was found. */
    static boolean isOne(String line) {
        return !line.startsWith(" ");
    }

    /** From such a line. */
    static RegionStep parse(String line) {
        String[] fields = line.split(" ", 2);
        if (fields.length != 2 || !fields[0].matches("[0-9.]+")) {
            throw new IllegalArgumentException("not a line of regions_bench: " + line);
        }
        return new RegionStep(fields[1], Double.parseDouble(fields[0]));
    }
}
