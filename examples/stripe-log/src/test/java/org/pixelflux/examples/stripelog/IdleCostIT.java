// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** A still screen costs nothing: neither processor time of the whole program nor stripes. */
@Tag("nightly") // it measures, for half a minute, what only a quiet machine tells
class IdleCostIT {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration ONE_PERCENT = MEASURED.dividedBy(100);

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"jpeg,false", "h264,false", "h264,true"})
    void aStillScreenCostsNothing(String mode, boolean camel) throws Exception {
        Path csv = directory.resolve("stripes.csv");
        try (XvfbDisplay display = XvfbDisplay.start(WIDTH, HEIGHT);
                X11Paint paint = new X11Paint(display.name())) {
            paint.fill(200, 150, 900, 700, 0xF4F1E8);
            List<String> arguments = new ArrayList<>(List.of("--display", display.name()));
            arguments.addAll(List.of("--mode", mode, "--csv", csv.toString()));
            if (camel) {
                arguments.add("--camel");
            }
            try (StripeLogProcess program = StripeLogProcess.start(directory, arguments)) {
                await().atMost(60, TimeUnit.SECONDS).until(() -> rows(csv) == HEIGHT);
                awaitQuiet(program);
                Duration before = program.processorTime();

                // The measurement itself, not a wait for something to happen.
                TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());

                assertThat(program.processorTime().minus(before)).isLessThanOrEqualTo(ONE_PERCENT);
                assertThat(rows(csv)).as("rows sent").isEqualTo(HEIGHT);
                assertThat(program.isAlive()).isTrue();
            }
        }
    }

    private static int rows(Path csv) throws Exception {
        return LoggedStripe.soFar(csv).stream().mapToInt(LoggedStripe::height).sum();
    }

    /** Until the JVM has compiled what it wants: a second with at most one tick of the clock. */
    private static void awaitQuiet(StripeLogProcess program) {
        Duration[] last = {program.processorTime()};
        await().pollInterval(1, TimeUnit.SECONDS)
                .atMost(60, TimeUnit.SECONDS)
                .until(
                        () -> {
                            Duration used = program.processorTime().minus(last[0]);
                            last[0] = last[0].plus(used);
                            return used.compareTo(Duration.ofMillis(10)) <= 0;
                        });
    }
}
