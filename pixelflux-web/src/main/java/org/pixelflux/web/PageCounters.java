// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureCounters;

/**
 * What the capture has delivered since it was opened, whoever took it.
 *
 * @param encodeMicros of all frames together
 */
record PageCounters(long frames, long bytes, long encodeMicros) {

    static PageCounters of(CaptureCounters counters) {
        return new PageCounters(
                counters.frames(),
                counters.bytes(),
                TimeUnit.NANOSECONDS.toMicros(counters.encodeTime().toNanos()));
    }
}
