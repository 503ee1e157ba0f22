// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.pixelflux.bench.ProcessorTime;
import org.pixelflux.bench.delivery.DeliveryTotals.Counts;

/**
 * Processor time of the whole JVM for a frame, the time from a stripe to the next one of its frame
 * (median), and what all threads allocate for a stripe beside the bytes of the stripe itself.
 */
public final class DeliveryCostProfiler implements InternalProfiler {

    private ProcessorTime processorBefore;
    private Counts countsBefore;
    private Gaps gapsBefore;
    private AllocatedBytes allocatedBefore;

    @Override
    public String getDescription() {
        return "Processor time of a frame, time and garbage of a stripe";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        processorBefore = ProcessorTime.ofThisProcess();
        countsBefore = DeliveryBenchmark.TOTALS.counts();
        gapsBefore = DeliveryBenchmark.TOTALS.gaps();
        // The last, since the others allocate.
        allocatedBefore = AllocatedBytes.now();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long allocated = AllocatedBytes.now().since(allocatedBefore);
        Counts counts = DeliveryBenchmark.TOTALS.counts().since(countsBefore);
        double processorMicros = ProcessorTime.ofThisProcess().since(processorBefore) / 1e3;
        double garbage = garbage(allocated, counts, DeliveryBenchmark.openWay);
        double stripes = counts.stripes();
        List<Result<?>> results = new ArrayList<>();
        results.add(scalar("cpu", processorMicros / counts.frames(), "us/frame"));
        results.add(scalar("stripes", stripes / counts.frames(), "stripes/frame"));
        results.add(scalar("bytes", counts.bytes() / stripes, "B/stripe"));
        results.add(scalar("garbage", garbage, "B/stripe"));
        double gap = DeliveryBenchmark.TOTALS.gaps().medianSince(gapsBefore);
        if (!Double.isNaN(gap)) {
            results.add(scalar("stripeToStripe", gap, "us"));
        }
        return results;
    }

    /** What was allocated for a stripe beside its bytes, if those are on the heap at all. */
    static double garbage(long allocated, Counts counts, DeliveryWay way) {
        long own = way.copiesBytes ? counts.bytes() : 0;
        return (double) (allocated - own) / counts.stripes();
    }

    private static ScalarResult scalar(String name, double value, String unit) {
        return new ScalarResult("delivery." + name, value, unit, AggregationPolicy.AVG);
    }
}
