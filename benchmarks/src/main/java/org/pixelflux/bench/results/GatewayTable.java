// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;

/** What benchmarks/run gateway has measured: one value each, or one for each viewer or frame. */
final class GatewayTable {

    private GatewayTable() {}

    static String of(Measured file) {
        return Table.of(
                file.groups("/figures", "/what", "/unit"),
                Column.name("what", 0),
                Column.name("unit", 1),
                Column.figure("values", "/samples", 0),
                new Column("median", one -> one.text("/p50", digits(one))),
                new Column("p99", one -> isOne(one) ? "" : one.text("/p99", digits(one))));
    }

    private static boolean isOne(Repeats one) {
        return one.values("/samples").stream().allMatch(samples -> samples == 1);
    }

    /** Milliseconds are whole. */
    private static int digits(Repeats one) {
        return one.name(1).equals("ms") ? 0 : 1;
    }
}
