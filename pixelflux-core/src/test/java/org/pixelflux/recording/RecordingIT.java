// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.CaptureSettings;
import org.pixelflux.PictureArea;
import org.pixelflux.PixelfluxException;
import org.pixelflux.Source;
import org.pixelflux.support.Area;
import org.pixelflux.support.Ffprobe;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;
import org.pixelflux.support.XvfbDisplay;

/** Recordings as ffprobe and ffmpeg see them. */
class RecordingIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** What 4:2:0 blurs at coloured edges does not count as much. */
    private static final double SAME_PICTURE = 28;

    @TempDir private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("desk.mp4");
    }

    private static CaptureSettings.Builder synthetic(int width, int height) {
        return CaptureSettings.builder().source(Source.SYNTHETIC).width(width).height(height);
    }

    private static void awaitPictures(Recording recording, long count) {
        await().atMost(LONG).until(() -> recording.pictures() >= count);
    }

    @ParameterizedTest
    @CsvSource({
        "640, 360, jpeg, auto, 640, 360",
        "641, 359, mixed, auto, 642, 360",
        "640, 360, h264, openh264, 640, 360",
        "641, 359, jpeg, openh264, 642, 360"
    })
    void recordsWhateverTheModeSays(
            int width, int height, String mode, String encoder, int codedWidth, int codedHeight) {
        CaptureSettings settings =
                synthetic(width, height)
                        .set("mode", mode)
                        .set("h264Encoder", encoder)
                        .h264StreamingMode(true)
                        .keyframeInterval(Duration.ofMillis(10))
                        .build();
        try (Recording recording = Recording.to(file, settings)) {
            assertThat(recording.isRunning()).isTrue();
            awaitPictures(recording, 40);
        }

        Map<String, String> about = Ffprobe.about(file);
        assertThat(about)
                .containsEntry("codec_name", "h264")
                .containsEntry("width", Integer.toString(codedWidth))
                .containsEntry("height", Integer.toString(codedHeight))
                .containsEntry("pix_fmt", "yuv420p")
                .containsEntry("color_range", "tv")
                .containsEntry("color_space", "smpte170m")
                .containsEntry("color_primaries", "bt709")
                .containsEntry("color_transfer", "iec61966-2-1");
        List<Ffprobe.Packet> packets = Ffprobe.packets(file);
        assertThat(Ffprobe.decode(file)).isEqualTo(packets.size()).isGreaterThanOrEqualTo(40);
        assertThat(packets.get(0)).isEqualTo(new Ffprobe.Packet(0, true));
        assertThat(packets.stream().filter(Ffprobe.Packet::keyFrame).count())
                .isLessThan(packets.size() / 4);
        assertThat(Ffprobe.seconds(file)).isGreaterThan(packets.get(packets.size() - 1).time());
    }

    @Tag(TestScreen.ANY)
    @Test
    void showsTheScreenAndSaysWhereItChanged() throws IOException {
        TestChart chart = new TestChart(640, 480);
        Picture drawn = chart.picture();
        Area late = chart.patches().get(3).area();
        long start;
        try (TestScreen display = TestScreen.start(640, 480);
                Paint paint = display.paint()) {
            paint.image(0, 0, drawn);
            start = System.nanoTime();
            try (Recording recording = Recording.to(file, display.settings().h264Crf(8).build())) {
                awaitPictures(recording, 1);
                paint.fill(late.x(), late.y(), late.width(), late.height(), 0x2060A0);
                drawn.fill(late, 0x2060A0);
                awaitPictures(recording, 2);
            }
        }
        double atMost = (System.nanoTime() - start) / 1e9;

        assertThat(Ffprobe.seconds(file)).isLessThanOrEqualTo(atMost);
        Picture shown = lastPicture();
        assertThat(shown.psnr(drawn, drawn.area())).isGreaterThan(SAME_PICTURE);
        assertThat(shown.largestError(drawn, late.inset(16, 640, 480))).isLessThan(8);
        ChangeIndex index = ChangeIndex.of(file);
        assertThat(index.changes().get(0).areas()).containsExactly(new PictureArea(0, 0, 640, 480));
        ChangeIndex.Change change =
                index.next(
                        index.changes().get(0).time(),
                        new PictureArea(late.x(), late.y(), late.width(), late.height()));
        assertThat(change).isNotNull();
        assertThat(change.time().toNanos() / 1e9)
                .isCloseTo(Ffprobe.packets(file).get(1).time(), within(0.002));
        assertThat(change.areas().stream().mapToLong(PictureArea::pixels).sum())
                .isLessThan(640 * 480 / 4);
    }

    private Picture lastPicture() throws IOException {
        Path png = directory.resolve("last.png");
        Ffprobe.run(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-update",
                "1",
                "-sws_flags",
                "accurate_rnd+full_chroma_int",
                "-pix_fmt",
                "rgb24",
                png.toString());
        return Picture.of(ImageIO.read(png.toFile()));
    }

    @Tag(TestScreen.ANY)
    @Test
    void aResizeBeginsANewFile() throws IOException {
        try (TestScreen display = TestScreen.start(800, 600)) {
            CaptureSettings settings = display.settings().autoAdjustSize(true).build();
            try (Recording recording = Recording.to(file, settings)) {
                awaitPictures(recording, 1);
                display.resize(640, 480);
                await().atMost(LONG).until(() -> recording.files().size() == 2);
            }
        }

        Path second = directory.resolve("desk-2.mp4");
        assertThat(Ffprobe.about(file)).containsEntry("width", "800");
        assertThat(Ffprobe.about(second)).containsEntry("width", "640");
        assertThat(Ffprobe.decode(file)).isPositive();
        assertThat(Ffprobe.decode(second)).isPositive();
    }

    @Test
    void aDisplayThatComesBackIsRecordedToAnotherFile() throws IOException {
        XvfbDisplay display = XvfbDisplay.startApart(320, 240);
        CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
        try (Recording recording = Recording.to(file, settings)) {
            awaitPictures(recording, 1);
            display.kill();
            await().atMost(LONG).until(() -> recording.failure() != null);
            assertThat(recording.failure()).isInstanceOf(PixelfluxException.class);
            assertThat(recording.isRunning()).isTrue();
            assertThat(Ffprobe.decode(file)).isPositive();
            assertThat(recording.files()).containsExactly(file);

            display = XvfbDisplay.start(640, 200, display.name());
            await().atMost(LONG).until(() -> recording.files().size() == 2);
            await().atMost(LONG).until(() -> recording.failure() == null);
            assertThat(recording.isRunning()).isTrue();
        } finally {
            display.close();
        }
        Path second = directory.resolve("desk-2.mp4");
        assertThat(Ffprobe.about(second))
                .containsEntry("width", "640")
                .containsEntry("height", "200");
        assertThat(Ffprobe.decode(second)).isPositive();
        assertThat(ChangeIndex.of(second).changes().get(0).areas())
                .containsExactly(new PictureArea(0, 0, 640, 200));
    }

    @Test
    void aRecordingCanBeClosedWhileItsDisplayIsAway() {
        try (XvfbDisplay display = XvfbDisplay.start(320, 240)) {
            Recording recording =
                    Recording.to(file, CaptureSettings.builder().display(display.name()).build());
            awaitPictures(recording, 1);
            display.kill();
            await().atMost(LONG).until(() -> recording.failure() != null);
            recording.close();
            assertThat(recording.isRunning()).isFalse();
        }
        assertThat(Ffprobe.decode(file)).isPositive();
    }

    @Test
    void withoutReconnectADisplayThatIsGoneEndsItAndTheFilePlays() {
        try (XvfbDisplay display = XvfbDisplay.start(320, 240)) {
            CaptureSettings settings = CaptureSettings.builder().display(display.name()).build();
            Recording recording =
                    Recording.to(file, RecordingSettings.of(settings).withReconnect(false));
            awaitPictures(recording, 1);
            display.kill();
            await().atMost(LONG).until(() -> !recording.isRunning());

            assertThat(recording.failure()).isInstanceOf(PixelfluxException.class);
            assertThatExceptionOfType(PixelfluxException.class)
                    .isThrownBy(recording::close)
                    .matches(e -> e.code() == PixelfluxException.Code.DISPLAY);
            recording.close();
        }
        assertThat(Ffprobe.decode(file)).isPositive();
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Recording.to(file, synthetic(320, 240).h264FullColor(true).build()))
                .withMessageContaining("h264FullColor");
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(
                        () ->
                                Recording.to(
                                        directory.resolve("none/desk.mp4"),
                                        synthetic(320, 240).build()))
                .withMessageContaining("desk.mp4")
                .matches(e -> e.reason() == RecordingException.Reason.FILE);
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(
                        () ->
                                Recording.to(
                                        file, CaptureSettings.builder().display(":99999").build()));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aKilledProgramLosesAtMostOneFragment() throws Exception {
        Process program = program(List.of());
        long said = 0;
        try (BufferedReader lines = program.inputReader()) {
            while (said < 25) {
                said = Long.parseLong(lines.readLine());
            }
            // Not by the process itself, which would close its output.
            program.toHandle().destroyForcibly();
            program.waitFor();
            for (String line; (line = lines.readLine()) != null && !line.isEmpty(); ) {
                said = Long.parseLong(line);
            }
        }

        // A second at ten pictures a second, of which the last may just have come.
        assertThat(Ffprobe.decode(file))
                .isGreaterThanOrEqualTo((int) said - RecordingProgram.FPS - 1);
    }

    /** On a file system of a megabyte, which an own name space of mounts has. */
    @Test
    void aFullDiskIsATypedErrorAndTheFilePlays() throws Exception {
        Path copy = directory.resolve("copy.mp4");
        Path disk = Files.createDirectory(directory.resolve("disk"));
        file = disk.resolve("desk.mp4");
        String script =
                "mount -t tmpfs -o size=1m tmpfs '"
                        + disk
                        + "' && \"$@\" && cp '"
                        + file
                        + "' '"
                        + copy
                        + "'";
        Process program =
                program(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"));
        String last = "";
        try (BufferedReader lines = program.inputReader()) {
            for (String line; (line = lines.readLine()) != null; ) {
                last = line;
            }
        }
        assertThat(program.waitFor()).isZero();

        assertThat(last).startsWith("DISK_FULL " + file + " no room for " + file);
        assertThat(Files.size(copy)).isGreaterThan(500_000);
        assertThat(Ffprobe.decode(copy)).isGreaterThan(5);
    }

    private Process program(List<String> launcher) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(
                Arrays.asList(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProgram.class.getName(),
                        file.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
