// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import org.pixelflux.bench.Measured;

/** What benchmarks/run bitrate has measured. */
final class BitrateTable {

    private BitrateTable() {}

    static String of(Measured file) {
        return Table.of(
                file.groups("/runs", "/pattern", "/form", "/kbps"),
                Column.name("pattern", 0),
                Column.name("sent as", 1),
                Column.name("rate, kbit/s", 2),
                Column.figure("is sent", "/sentKbps", 0),
                Column.figure("most in a second, of the rate", "/mostOfTheRate", 2),
                Column.figure("frames/s", "/framesPerSecond", 1),
                Column.figure("largest frame, kB", "/largestKilobytes", 0),
                Column.figure("longest time without a frame, ms", "/longestGapMillis", 0));
    }
}
