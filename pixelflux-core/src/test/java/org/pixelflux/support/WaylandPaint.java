// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.List;

/**
 * Paints on an output of a Wayland compositor, through the program wayland_paint, in a window that
 * covers it.
 */
public final class WaylandPaint extends Paint {

    /** Starts the program on the display with that socket and the output of that name. */
    public WaylandPaint(String display, String output) {
        super("wayland_paint", List.of(display, output));
    }

    /** Follows the size of the output; what was painted is lost when it has changed. */
    public Area size() {
        return area("size");
    }
}
