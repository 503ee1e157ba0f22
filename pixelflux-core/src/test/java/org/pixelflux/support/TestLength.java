// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

/**
 * How much of something random a test tries. With {@code PIXELFLUX_WHOLE_TESTS} set, as the nightly
 * run does, it is all of it.
 */
public final class TestLength {

    private TestLength() {}

    /**
     * @param whole what the nightly run tries
     * @param part of it, for every change
     */
    public static int of(int whole, int part) {
        return System.getenv("PIXELFLUX_WHOLE_TESTS") == null ? part : whole;
    }
}
