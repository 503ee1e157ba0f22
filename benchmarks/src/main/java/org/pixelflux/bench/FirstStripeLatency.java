// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import org.pixelflux.support.X11Paint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon does the first stripe leave {@code next()} after a change on a calm 1920x1080 screen?
 *
 * <p>Another process draws a glyph-sized rectangle at a random place, after a random pause. The
 * time runs from just before it sends the request to the X server until {@code next()} has returned
 * in this JVM; both ends read CLOCK_MONOTONIC.
 */
@Command(
        name = "latency",
        description = "How soon the first stripe leaves next() after a change on a calm screen.",
        mixinStandardHelpOptions = true)
public final class FirstStripeLatency implements Callable<Integer> {

    @Option(names = "--changes", description = "per mode (default: ${DEFAULT-VALUE})")
    private int changes = 400;

    @Option(
            names = "--modes",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    private List<CaptureMode> modes = List.of(CaptureMode.values());

    @Option(names = "--seed", description = "of places and pauses (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", description = "also write every latency to this file")
    private Path json;

    private FirstStripeLatency() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new FirstStripeLatency())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changes", changes);
        result.put("seed", seed);
        System.out.println("mode     p50 ms  p95 ms  max ms  lost  extra frames");
        for (CaptureMode mode : modes) {
            result.put(mode.optionValue() + "Millis", measure(mode).sorted());
        }
        if (json != null) {
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private Distribution measure(CaptureMode mode) throws Exception {
        Random random = new Random(seed);
        List<Double> latencies = new ArrayList<>();
        int lost = 0;
        int extra = 0;
        try (StillScreen screen = new StillScreen(mode)) {
            for (int i = 0; i < changes; i++) {
                // Part of the workload: the pause makes the change come at no moment of a frame.
                TimeUnit.MICROSECONDS.sleep(20_000 + random.nextInt(280_000));
                X11Paint.Done drawn =
                        screen.paint()
                                .fill(
                                        random.nextInt(StillScreen.WIDTH - 12),
                                        random.nextInt(StillScreen.HEIGHT - 20),
                                        12,
                                        20,
                                        random.nextInt(0x1000000));
                StillScreen.Arrival arrival = screen.nextArrival();
                if (arrival == null) {
                    lost++;
                } else {
                    latencies.add((arrival.arrivedNanos() - drawn.beforeNanos()) / 1e6);
                }
                extra += screen.takeStripes() > 0 ? 1 : 0;
            }
        }
        Distribution distribution = new Distribution(latencies);
        System.out.printf(
                Locale.ROOT,
                "%-6s %8.2f%8.2f%8.2f%6d%14d%n",
                mode.optionValue(),
                distribution.percentile(50),
                distribution.percentile(95),
                distribution.max(),
                lost,
                extra);
        return distribution;
    }
}
