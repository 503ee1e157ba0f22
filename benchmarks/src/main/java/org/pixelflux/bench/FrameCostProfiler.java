// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Per frame: processor time of the whole JVM (capture, encoder threads, compilers, JMH's own), time
 * from grab to the last encoded stripe, stripes and bytes.
 */
public final class FrameCostProfiler implements InternalProfiler {

    private ProcessorTime processorBefore;
    private FrameTotals totalsBefore;

    @Override
    public String getDescription() {
        return "Processor time, encoding time, stripes and bytes of a frame";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        totalsBefore = FrameTotals.current();
        processorBefore = ProcessorTime.ofThisProcess();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long processorNanos = ProcessorTime.ofThisProcess().since(processorBefore);
        FrameTotals totals = FrameTotals.current();
        double frames = totals.frames() - totalsBefore.frames();
        long encoding = totals.captureToEncodedNanos() - totalsBefore.captureToEncodedNanos();
        return List.of(
                perFrame("cpu", processorNanos / 1e3 / frames, "us/frame"),
                perFrame("grabToEncoded", encoding / 1e3 / frames, "us/frame"),
                perFrame(
                        "stripes",
                        (totals.stripes() - totalsBefore.stripes()) / frames,
                        "stripes/frame"),
                perFrame("bytes", (totals.bytes() - totalsBefore.bytes()) / frames, "B/frame"));
    }

    private static ScalarResult perFrame(String name, double value, String unit) {
        return new ScalarResult("frame." + name, value, unit, AggregationPolicy.AVG);
    }
}
