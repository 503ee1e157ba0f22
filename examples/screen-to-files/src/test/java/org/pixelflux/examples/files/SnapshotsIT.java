// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** Snapshots as ImageIO reads them. */
class SnapshotsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void showTheScreenPixelByPixelAsItWasThen() throws Exception {
        TestChart chart = new TestChart(1280, 720);
        Picture first = chart.picture();
        Area region = new Area(100, 50, 1100, 600);
        try (XvfbDisplay display = XvfbDisplay.startApart(first.width(), first.height());
                X11Paint paint = new X11Paint(display.name())) {
            paint.image(0, 0, first);
            try (RunScript snapshots =
                    RunScript.start(
                            directory,
                            String.format(
                                            Locale.ROOT,
                                            "snapshots --display %s --x 100 --y 50 --width 1100 --height 600",
                                            display.name())
                                    .split(" "))) {
                assertThat(snapshots.line()).contains(directory.resolve("snapshots").toString());
                await().atMost(PATIENCE).until(() -> !files("snapshots").isEmpty());
                assertShows(files("snapshots").get(0), first.crop(region));

                Area change = chart.patches().get(3).area();
                paint.fill(change.x(), change.y(), change.width(), change.height(), 0x2060A0);
                first.fill(change, 0x2060A0);
                // One may have been on its way.
                int before = files("snapshots").size() + 1;
                await().atMost(PATIENCE).until(() -> files("snapshots").size() > before);
                assertShows(files("snapshots").get(before), first.crop(region));

                snapshots.terminate();
                assertThat(snapshots.exitCode()).isEqualTo(143);
                assertThat(snapshots.errors()).isEmpty();
            }
        }
    }

    @Test
    void areNamedByTheTimeTheyWereTaken() throws Exception {
        try (RunScript snapshots =
                RunScript.start(
                        directory,
                        "snapshots --source synthetic --width 320 --to here".split(" "))) {
            await().atMost(PATIENCE).until(() -> files("here").size() > 1);
            snapshots.terminate();
            assertThat(snapshots.exitCode()).isEqualTo(143);
            assertThat(snapshots.errors()).isEmpty();
        }

        assertThat(files("here"))
                .allSatisfy(
                        file ->
                                assertThat(file.getFileName().toString())
                                        .matches("\\d{8}-\\d{6}\\.\\d{3}Z-[0-9A-F-]+\\.png"));
    }

    @Test
    void endWithTheirScreen() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.startApart(320, 240);
                RunScript snapshots =
                        RunScript.start(directory, "snapshots", "--display", display.name())) {
            await().atMost(PATIENCE).until(() -> !files("snapshots").isEmpty());

            display.kill();

            assertThat(snapshots.exitCode()).isEqualTo(1);
            assertThat(snapshots.errors())
                    .startsWith("screen-to-files: ")
                    .contains(display.name())
                    .hasLineCount(1);
        }
    }

    private static void assertShows(Path png, Picture expected) throws Exception {
        Picture shown = Picture.of(ImageIO.read(png.toFile()));
        assertThat(shown.area()).isEqualTo(expected.area());
        assertThat(shown.largestError(expected, expected.area())).isZero();
    }

    /** In the order of their names; none while the directory is not there. */
    private List<Path> files(String name) throws Exception {
        Path place = directory.resolve(name);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
