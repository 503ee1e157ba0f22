// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

/**
 * What it takes to find out what changed, by how much was drawn; medians, in milliseconds of
 * processor time.
 *
 * @param percent of the screen
 * @param alone what was drawn is grabbed alone, and all of it changed: of the thread that asks
 * @param aloneServer of the X server
 * @param aloneSame as {@code alone}, where the same pixels were drawn again
 * @param rows the same three where stripes follow, which need whole rows
 * @param memcpy of as many pixels
 * @param memcmp of as many pixels
 */
record DamageStep(
        int percent,
        long pixels,
        double alone,
        double aloneServer,
        double aloneSame,
        double rows,
        double rowsServer,
        double rowsSame,
        double memcpy,
        double memcmp) {

    /** From a line of damage_bench. */
    static DamageStep parse(String line) {
        String[] fields = line.split("\t");
        if (fields.length != 10) {
            throw new IllegalArgumentException("not a line of damage_bench: " + line);
        }
        double[] millis = new double[8];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = Double.parseDouble(fields[i + 2]);
        }
        return new DamageStep(
                Integer.parseInt(fields[0]),
                Long.parseLong(fields[1]),
                millis[0],
                millis[1],
                millis[2],
                millis[3],
                millis[4],
                millis[5],
                millis[6],
                millis[7]);
    }
}
