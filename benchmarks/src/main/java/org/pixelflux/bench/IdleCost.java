// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does a capture of a still 1920x1080 screen cost, in this whole JVM and in the X server?
 *
 * <p>Processor time of all threads, from the kernel's scheduler, once the JVM has become quiet.
 */
@Command(
        name = "idle",
        description = "What a capture costs while nothing changes on a 1920x1080 screen.",
        mixinStandardHelpOptions = true)
public final class IdleCost implements Callable<Integer> {

    private static final int QUIET_PERMILLE = 10;
    private static final int SETTLE_SECONDS = 60;

    @Option(names = "--seconds", description = "to measure (default: ${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    private IdleCost() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new IdleCost()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("seconds", seconds);
        System.out.println("mode    JVM, % of a core   X server, % of a core   stripes");
        for (CaptureMode mode : CaptureMode.values()) {
            try (StillScreen screen = new StillScreen(mode)) {
                result.put(mode.optionValue(), measure(mode, screen));
            }
        }
        if (json != null) {
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private Map<String, Object> measure(CaptureMode mode, StillScreen screen) throws Exception {
        awaitQuiet();
        screen.takeStripes();
        ProcessorTime jvm = ProcessorTime.ofThisProcess();
        ProcessorTime server = ProcessorTime.of(screen.serverPid());
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double nanos = System.nanoTime() - start;
        double jvmPercent = ProcessorTime.ofThisProcess().since(jvm) / nanos * 100;
        double serverPercent = ProcessorTime.of(screen.serverPid()).since(server) / nanos * 100;
        int stripes = screen.takeStripes();
        System.out.printf(
                Locale.ROOT,
                "%-6s %17.3f %23.3f %9d%n",
                mode.optionValue(),
                jvmPercent,
                serverPercent,
                stripes);
        return Map.of(
                "jvmPercent", jvmPercent, "xServerPercent", serverPercent, "stripes", stripes);
    }

    /** The JVM compiles what has just run; waits for a second in which it hardly does. */
    private static void awaitQuiet() throws InterruptedException {
        for (int i = 0; i < SETTLE_SECONDS; i++) {
            ProcessorTime before = ProcessorTime.ofThisProcess();
            TimeUnit.SECONDS.sleep(1);
            long used = ProcessorTime.ofThisProcess().since(before);
            if (used < TimeUnit.SECONDS.toNanos(1) * QUIET_PERMILLE / 1000) {
                return;
            }
        }
        throw new IllegalStateException("not quiet within " + SETTLE_SECONDS + " s");
    }
}
