// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Stripes as ImageIO reads them. */
class StripesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("frame-(\\d{8})-y-(\\d{4})\\.jpg");

    /** Two drawings of one picture; what 4:2:0 blurs at coloured edges does not count as much. */
    private static final double SAME_PICTURE = 28;

    @TempDir private Path directory;

    @Test
    void makeUpThePictureAndThenItsChanges() throws Exception {
        TestChart chart = new TestChart(1280, 700);
        Picture drawn = chart.picture();
        try (XvfbDisplay display = XvfbDisplay.start(drawn.width(), drawn.height());
                X11Paint paint = new X11Paint(display.name())) {
            paint.image(0, 0, drawn);
            try (RunScript stripes =
                    RunScript.start(directory, "stripes", "--display", display.name())) {
                assertThat(stripes.line()).contains(directory.resolve("stripes").toString());
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(names())
                                                .hasSize(11)
                                                .contains(
                                                        "frame-00000000-y-0000.jpg",
                                                        "frame-00000000-y-0064.jpg",
                                                        "frame-00000000-y-0640.jpg"));
                assertThat(assembled(drawn).psnr(drawn, drawn.area())).isGreaterThan(SAME_PICTURE);

                Area change = new Area(96, 128, 208, 64);
                paint.fill(96, 128, 208, 64, 0x2060A0);
                drawn.fill(change, 0x2060A0);

                await().atMost(PATIENCE).until(() -> names().size() == 12);
                assertThat(names()).last().isEqualTo("frame-00000001-y-0128.jpg");
                assertThat(assembled(drawn).psnr(drawn, drawn.area())).isGreaterThan(SAME_PICTURE);
                assertThat(
                                assembled(drawn)
                                        .largestError(
                                                drawn,
                                                change.inset(16, drawn.width(), drawn.height())))
                        .isLessThan(7);

                stripes.terminate();
                assertThat(stripes.exitCode()).isEqualTo(143);
                assertThat(stripes.errors()).isEmpty();
            }
        }
    }

    @Test
    void endAfterTheTimeAskedFor() throws Exception {
        try (RunScript stripes =
                RunScript.start(
                        directory,
                        "stripes --source synthetic --width 320 --height 240 --seconds 1 --to here"
                                .split(" "))) {
            assertThat(stripes.exitCode()).isZero();
            assertThat(stripes.errors()).isEmpty();
        }

        try (Stream<Path> files = Files.list(directory.resolve("here"))) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(ImageIO.read(file.toFile())).isNotNull());
        }
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("stripes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The files' pictures, each at its place, the newest on top. */
    private Picture assembled(Picture like) throws Exception {
        Picture picture = new Picture(like.width(), like.height());
        for (String name : names()) {
            Matcher place = NAME.matcher(name);
            assertThat(place.matches()).as(name).isTrue();
            BufferedImage image = ImageIO.read(directory.resolve("stripes").resolve(name).toFile());
            assertThat(image.getWidth()).isEqualTo(like.width());
            picture.draw(
                    Picture.of(image),
                    0,
                    Integer.parseInt(place.group(2)),
                    image.getWidth(),
                    image.getHeight());
        }
        return picture;
    }
}
