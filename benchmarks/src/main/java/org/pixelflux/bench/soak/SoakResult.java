// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import java.util.List;
import org.pixelflux.bench.Machine;

/**
 * What a soak came to.
 *
 * @param events how often something was done
 * @param recoveryMillis from the display's return to the next frame at a viewer, one each
 * @param rest what the program held each time when all viewers were gone
 * @param mebibytesPerHour slope of resident memory over those, the first third left out
 * @param lastPictureDecibels brightness of the worst rows of the last picture, decoded, against
 *     what was painted
 * @param faults what must not be, in words
 */
record SoakResult(
        Machine machine,
        double minutes,
        long seed,
        Events events,
        List<Double> recoveryMillis,
        List<HeldResources> rest,
        double mebibytesPerHour,
        double lastPictureDecibels,
        List<String> faults) {

    /** How often each thing happened. */
    record Events(int viewers, int switches, int workloads, int resizes, int crashes) {}
}
