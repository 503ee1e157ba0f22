// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the hypervisor gave to other machines ("steal"), from the start of this machine. */
public record StolenTime(long stolenTicks, long allTicks) {

    /** Guests' time is part of user time, which comes before it. */
    private static final int KINDS = 8;

    private static final int STEAL = 7;

    public static StolenTime now() throws IOException {
        return of(Files.readString(Path.of("/proc/stat")));
    }

    /** From the first line of /proc/stat. */
    static StolenTime of(String stat) {
        List<Long> ticks =
                Stream.of(stat.lines().findFirst().orElseThrow().split(" +"))
                        .skip(1)
                        .limit(KINDS)
                        .map(Long::valueOf)
                        .toList();
        return new StolenTime(ticks.get(STEAL), ticks.stream().mapToLong(Long::longValue).sum());
    }

    /** Percent of all cores' time since then. */
    public double percentSince(StolenTime earlier) {
        long all = allTicks - earlier.allTicks;
        return all == 0 ? 0 : 100.0 * (stolenTicks - earlier.stolenTicks) / all;
    }
}
