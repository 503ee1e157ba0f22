// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Locale;

/**
 * What one tool did with one workload.
 *
 * @param repeat counted from 1
 * @param cpuPercent processor time of the tool's processes, in percent of one core
 * @param xServerPercent the same of the X server or compositor, beyond what the workload costs it
 *     alone
 * @param framesPerSecond null where the tool does not tell; so are the stripes
 * @param kilobytesPerSecond thousands of bytes
 * @param paintsPerSecond what the workload achieved beside it
 * @param stealPercent what the hypervisor gave to others meanwhile, in percent of all cores' time
 * @param footprint null in results of before it was measured
 */
public record WorkloadRun(
        String workload,
        String codec,
        String tool,
        int repeat,
        double cpuPercent,
        double xServerPercent,
        Double framesPerSecond,
        Double stripesPerSecond,
        double kilobytesPerSecond,
        double paintsPerSecond,
        double stealPercent,
        Footprint footprint) {

    /** What it costs the machine. */
    double costPercent() {
        return cpuPercent + xServerPercent;
    }

    /** A line of progress. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%.2f %%, server %.2f %% more, %s, %.1f kB/s, %.1f paints/s, steal %.1f %%",
                cpuPercent,
                xServerPercent,
                framesPerSecond == null
                        ? "frames unknown"
                        : String.format(Locale.ROOT, "%.1f frames/s", framesPerSecond),
                kilobytesPerSecond,
                paintsPerSecond,
                stealPercent);
    }
}
