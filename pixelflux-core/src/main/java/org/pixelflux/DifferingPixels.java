// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Counts pixels that differ, and knows where they are. */
final class DifferingPixels {

    private long counted;
    private long differing;
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;

    /** One more pixel counts. */
    void count() {
        counted++;
    }

    /** It differs. */
    void differs(int x, int y) {
        differing++;
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + 1);
        bottom = Math.max(bottom, y + 1);
    }

    PictureDifference difference() {
        return differing == 0
                ? new PictureDifference(0, 0, null)
                : new PictureDifference(
                        differing,
                        100.0 * differing / counted,
                        new PictureArea(left, top, right - left, bottom - top));
    }
}
