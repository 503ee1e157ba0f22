// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.Map;
import java.util.TreeMap;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;

/** What benchmarks/run page-cost and page-latency have measured in a browser. */
final class PageTables {

    private PageTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put("page-cost", ResultTable.ofOne(PageTables::cost));
        tables.put("page-parts", ResultTable.ofOne(PageTables::parts));
        tables.put("hls", ResultTable.ofOne(PageTables::hls));
        tables.put("page-latency", ResultTable.ofOne(PageTables::latency));
        return tables;
    }

    private static String cost(Measured file) {
        Map<String, String> contents = new TreeMap<>();
        file.elements("/frames")
                .forEach(
                        frame ->
                                contents.put(
                                        frame.path("pattern").asText(),
                                        frame.path("contents").asText()));
        return Table.of(
                file.groups("/runs", "/pattern", "/way"),
                new Column(
                        "frame",
                        one -> one.name(0) + ": " + contents.getOrDefault(one.name(0), "")),
                Column.name("way", 1),
                Column.figure("all processes, ms", "/processesMs", 2),
                Column.figure("main thread, ms", "/mainThreadMs", 2),
                new Column(
                        "shown after, ms",
                        one -> one.name(1).equals("none") ? "" : one.text("/shownMs", 1)));
    }

    private static String parts(Measured file) {
        return Table.of(
                file.groups("/parts", "/pattern"),
                Column.name("frame", 0),
                Column.figure("reading the message, ms", "/read", 2),
                Column.figure("waiting for images", "/decode", 1),
                Column.figure("drawing into memory", "/draw", 2),
                Column.figure("putting it on the canvas", "/show", 2));
    }

    private static String hls(Measured file) {
        Repeats all = file.whole();
        return new Table("changes", "median, s", "least, s", "most, s")
                .row(
                        "" + all.samples("/seconds"),
                        all.pooled("/seconds", 50, 2),
                        all.pooled("/seconds", 0, 2),
                        all.pooled("/seconds", 100, 2))
                .text();
    }

    private static String latency(Measured file) {
        return Table.of(
                file.groups("/runs", "/mode"),
                Column.name("change to pixel", 0),
                new Column("changes", one -> "" + one.samples("/millis")),
                new Column("p50, ms", one -> one.percentile("/millis", 50, 1)),
                new Column("p95, ms", one -> one.percentile("/millis", 95, 1)),
                new Column("p99 of all, ms", one -> one.pooled("/millis", 99, 1)),
                new Column("worst, ms", one -> one.pooled("/millis", 100, 1)));
    }
}
