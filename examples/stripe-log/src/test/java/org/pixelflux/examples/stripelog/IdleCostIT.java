// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Sleeps;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/**
 * A still screen wakes neither the program's threads that capture, nor the X server. What the whole
 * program costs then is measured by {@code benchmarks/run idle}.
 */
class IdleCostIT {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    /** In 2 s; who looked for changes at 60 frames a second would sleep 120 times. */
    private static final long FEW = 5;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"jpeg,false", "h264,true"})
    void aStillScreenWakesNobody(String mode, boolean camel) throws Exception {
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
                await().until(() -> rows(csv) == HEIGHT);

                // What came before may still be told; after that there is nothing.
                await().pollInterval(2, TimeUnit.SECONDS)
                        .until(new Counts(display.pid(), program.pid())::haveHardlyGrown);

                assertThat(rows(csv)).as("rows sent").isEqualTo(HEIGHT);
                assertThat(program.isAlive()).isTrue();
            }
        }
    }

    private static int rows(Path csv) throws Exception {
        return LoggedStripe.soFar(csv).stream().mapToInt(LoggedStripe::height).sum();
    }

    /** How often the X server and the program's own threads went to sleep. */
    private static final class Counts {

        private final long server;
        private final long program;
        private long ofServer;
        private long ofProgram;

        Counts(long server, long program) {
            this.server = server;
            this.program = program;
        }

        boolean haveHardlyGrown() {
            long serverBefore = ofServer;
            long programBefore = ofProgram;
            ofServer = Sleeps.of(server, name -> true);
            // The JVM's own wake up by the clock.
            ofProgram = Sleeps.of(program, name -> name.matches("(java|main|pixelflux|Camel).*"));
            return ofServer - serverBefore <= FEW && ofProgram - programBefore <= FEW;
        }
    }
}
