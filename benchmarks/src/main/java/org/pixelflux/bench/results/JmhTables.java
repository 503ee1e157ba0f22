// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.Repeats;
import org.pixelflux.bench.Spread;

/**
 * What JMH has measured; each cell is the median of all iterations of all forks, and their range.
 * The table {@code measured} tells how many there were.
 */
final class JmhTables {

    private static final double MICROS_A_MILLI = 1e-3;
    private static final Map<String, String> WAYS =
            Map.of(
                    "CORE", "core, no copy",
                    "CORE_COPY", "core, with a copy",
                    "CAMEL_STRIPE", "an exchange a stripe, prototype",
                    "CAMEL_STRIPE_POOLED", "an exchange a stripe, pooled",
                    "CAMEL_FRAME", "an exchange a frame, prototype",
                    "CAMEL_FRAME_POOLED", "an exchange a frame, pooled");
    private static final Map<String, String> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("CallBenchmark.javaMethod", "of Java, not inlined, static");
        CALLS.put("CallBenchmark.nativeMethod", "by JNI, static");
        CALLS.put("ForeignCallBenchmark.jni", "by JNI, on JDK 25");
        CALLS.put("ForeignCallBenchmark.foreign", "by FFM");
        CALLS.put("ForeignCallBenchmark.foreignCritical", "by FFM, critical");
    }

    private static final Map<String, String> FILLS = new LinkedHashMap<>();

    static {
        FILLS.put("FillBenchmark.arraycopy", "`System.arraycopy`, the limit");
        FILLS.put("FillBenchmark.direct", "into a direct buffer that Java owns");
        FILLS.put("FillBenchmark.reusedArray", "into an array that Java owns, SetByteArrayRegion");
        FILLS.put(
                "FillBenchmark.criticalArray",
                "into an array that Java owns, GetPrimitiveArrayCritical");
        FILLS.put("FillBenchmark.newArray", "a new array, NewByteArray and SetByteArrayRegion");
        FILLS.put(
                "FillBenchmark.directThenArray",
                "into a direct buffer, and from there to a new array");
        FILLS.put("ForeignFillBenchmark.jniDirect", "JNI, into a direct buffer");
        FILLS.put("ForeignFillBenchmark.foreignDirect", "FFM, into a direct buffer");
        FILLS.put(
                "ForeignFillBenchmark.foreignDirectCritical",
                "FFM, critical, into a direct buffer");
        FILLS.put("ForeignFillBenchmark.jniArrayCritical", "JNI, GetPrimitiveArrayCritical");
        FILLS.put("ForeignFillBenchmark.foreignArrayCritical", "FFM, critical, into an array");
    }

    private static final Map<String, String> STRIPES = new LinkedHashMap<>();

    static {
        STRIPES.put("StripesBenchmark.crossingPerStripe", "a crossing for each stripe");
        STRIPES.put("StripesBenchmark.crossingPerFrame", "one crossing for the frame");
    }

    private static final Map<String, String> DIRECTIONS = new LinkedHashMap<>();

    static {
        DIRECTIONS.put("DirectionBenchmark.pull", "Java calls, a crossing a stripe");
        DIRECTIONS.put(
                "DirectionBenchmark.callback",
                "native code calls Java, on the thread that called it");
        DIRECTIONS.put(
                "DirectionBenchmark.callbackFromAttachedThread",
                "native code calls Java, on a thread that was attached once and is woken for each"
                        + " frame");
        DIRECTIONS.put(
                "DirectionBenchmark.wakeThread",
                "waking that thread and waiting for it, without a call of Java");
        DIRECTIONS.put(
                "DirectionBenchmark.callbackFromNewThread",
                "native code calls Java, on a new thread that is attached and detached");
        DIRECTIONS.put("DirectionBenchmark.newThread", "a new thread that the JVM never sees");
    }

    private JmhTables() {}

    static Map<String, ResultTable> all() {
        Map<String, ResultTable> tables = new TreeMap<>();
        tables.put("frame", ResultTable.ofOne(JmhTables::frame));
        tables.put("exchange", ResultTable.ofOne(JmhTables::exchange));
        tables.put("garbage", ResultTable.ofOne(JmhTables::garbage));
        tables.put(
                "calls", ResultTable.ofOne(file -> one(file, CALLS, "a call that does nothing")));
        tables.put(
                "fills",
                ResultTable.ofOne(file -> sizes(file, FILLS, "bytes", "bytes to Java, ns")));
        tables.put(
                "stripes",
                ResultTable.ofOne(
                        file ->
                                sizes(
                                        file,
                                        STRIPES,
                                        "stripeBytes",
                                        "a frame of eight stripes, ns")));
        tables.put(
                "directions",
                ResultTable.ofOne(
                        file -> one(file, DIRECTIONS, "a stripe of 1 kB, eight a frame")));
        return tables;
    }

    private static String frame(Measured file) {
        return Table.of(
                file.groups("", "/params/changedPercent", "/params/codec"),
                new Column("rows that changed", one -> one.name(0) + " %"),
                new Column("codec", one -> codec(one.name(1))),
                metric("CPU, ms a frame", "frame.cpu", MICROS_A_MILLI, 2),
                metric("grab to last stripe, ms", "frame.grabToEncoded", MICROS_A_MILLI, 2),
                metric("stripes", "frame.stripes", 1, 0),
                metric("kB a frame", "frame.bytes", 1e-3, 1));
    }

    private static String exchange(Measured file) {
        return Table.of(
                file.groups("", "/params/codec", "/params/way"),
                new Column("codec", one -> codec(one.name(0))),
                new Column("way", one -> WAYS.getOrDefault(one.name(1), one.name(1))),
                new Column("from stripe to stripe, µs", JmhTables::stripeToStripe),
                metric("CPU of a frame, ms", "delivery.cpu", MICROS_A_MILLI, 2),
                metric("garbage, B a stripe", "delivery.garbage", 1, 0));
    }

    private static String garbage(Measured file) {
        Set<String> ways = new LinkedHashSet<>();
        file.elements("").forEach(run -> ways.add(run.at("/params/way").asText()));
        List<Column> columns = new ArrayList<>();
        columns.add(
                new Column(
                        "garbage, bytes a stripe: rows that changed", one -> one.name(0) + " %"));
        columns.add(new Column("codec", one -> codec(one.name(1))));
        columns.add(metric("stripes a frame", "delivery.stripes", 1, 0));
        for (String way : ways) {
            columns.add(new Column(WAYS.getOrDefault(way, way), one -> garbage(one, way)));
        }
        return Table.of(file.groups("", "/params/changedPercent", "/params/codec"), columns);
    }

    private static String garbage(Repeats frames, String way) {
        return Repeats.of(frames.runs(), "/params/way").stream()
                .filter(group -> group.name(0).equals(way))
                .findFirst()
                .map(group -> metric(group, "delivery.garbage", 1, 0))
                .orElse("–");
    }

    /** A row for each of these benchmarks that was measured. */
    private static String one(Measured file, Map<String, String> names, String title) {
        Table table = new Table(title, "ns");
        Map<String, Repeats> measured = byName(file.elements(""));
        names.forEach(
                (name, text) -> {
                    if (measured.containsKey(name)) {
                        table.row(text, nanos(measured.get(name)));
                    }
                });
        return table.text();
    }

    /** The same with a column for each size. */
    private static String sizes(
            Measured file, Map<String, String> names, String parameter, String title) {
        List<JsonNode> runs =
                file.elements("").stream().filter(run -> names.containsKey(name(run))).toList();
        Set<String> sizes = new LinkedHashSet<>();
        runs.forEach(run -> sizes.add(run.at("/params/" + parameter).asText()));
        List<String> titles = new ArrayList<>(List.of(title));
        sizes.forEach(size -> titles.add(bytes(Integer.parseInt(size))));
        Table table = new Table(titles);
        Map<String, Repeats> measured = byName(runs);
        names.forEach(
                (name, text) -> {
                    if (measured.containsKey(name)) {
                        List<String> cells = new ArrayList<>(List.of(text));
                        List<Repeats> bySize =
                                Repeats.of(measured.get(name).runs(), "/params/" + parameter);
                        bySize.forEach(group -> cells.add(nanos(group)));
                        table.row(cells);
                    }
                });
        return table.text();
    }

    private static Map<String, Repeats> byName(List<JsonNode> runs) {
        Map<String, Repeats> byName = new LinkedHashMap<>();
        for (Repeats one : Repeats.of(runs, "/benchmark")) {
            byName.put(name(one.runs().get(0)), one);
        }
        return byName;
    }

    /** Class and method, without the package. */
    private static String name(JsonNode run) {
        String benchmark = run.path("benchmark").asText();
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private static String nanos(Repeats runs) {
        Spread spread = runs.iterations("/primaryMetric", 1);
        return spread.text(spread.median() < 10 ? 1 : 0);
    }

    private static Column metric(String title, String name, double factor, int digits) {
        return new Column(title, one -> metric(one, name, factor, digits));
    }

    /** A secondary figure as a table's cell. */
    static String metric(Repeats runs, String name, double factor, int digits) {
        return runs.iterations("/secondaryMetrics/" + name, factor).text(digits);
    }

    /** A dash for an exchange a frame, and where frames had one stripe each. */
    private static String stripeToStripe(Repeats runs) {
        String name = "delivery.stripeToStripe";
        boolean measured =
                runs.runs().stream().anyMatch(run -> run.at("/secondaryMetrics").has(name));
        return measured && !runs.name(1).startsWith("CAMEL_FRAME") ? metric(runs, name, 1, 2) : "–";
    }

    private static String codec(String constant) {
        return constant.equals("H264") ? "H.264" : constant;
    }

    private static String bytes(int count) {
        return count < 1024 ? count + " bytes" : String.format(Locale.ROOT, "%d kB", count / 1024);
    }
}
