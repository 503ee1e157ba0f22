// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import org.pixelflux.support.Picture;

/** A picture as a camera makes it, with fine detail and grain. */
public final class Photo {

    private Photo() {}

    /** The same for the same seed. */
    public static Picture of(long seed, int width, int height) {
        return new Scenery(seed, width, height).at(0);
    }
}
