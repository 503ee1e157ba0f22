// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Locale;

/**
 * What a workload costs the X server or compositor while nothing captures it, in percent of one
 * core.
 */
record PaintedAlone(String workload, double xServerPercent, double paintsPerSecond) {

    /** A line of progress. */
    String summary() {
        return String.format(
                Locale.ROOT, "server %.2f %%, %.1f paints/s", xServerPercent, paintsPerSecond);
    }
}
