// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.examples.support.Ffmpeg;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** Recordings as ffmpeg and ffprobe see them. */
class RecordIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SUMMARY = Pattern.compile("Recorded (\\d+) frames, .*");

    /** Two drawings of one picture; what 4:2:0 blurs at coloured edges does not count as much. */
    private static final double SAME_PICTURE = 28;

    @TempDir private Path directory;

    @Test
    void recordsAStillScreenForAsLongAsAskedAndShowsItsLastChange() throws Exception {
        TestChart chart = new TestChart(1280, 720);
        Picture drawn = chart.picture();
        Area late = chart.patches().get(3).area();
        try (XvfbDisplay display = XvfbDisplay.startApart(drawn.width(), drawn.height());
                X11Paint paint = new X11Paint(display.name())) {
            paint.image(0, 0, drawn);
            try (RunScript record =
                    record("--display", display.name(), "--fps", "20", "--seconds", "3")) {
                assertThat(record.line()).contains(recording().toString());
                paint.fill(late.x(), late.y(), late.width(), late.height(), 0x2060A0);
                drawn.fill(late, 0x2060A0);

                assertRecorded(record, 20, 3, drawn.width(), drawn.height());
            }
        }

        Picture shown = lastPicture();
        assertThat(shown.psnr(drawn, drawn.area())).isGreaterThan(SAME_PICTURE);
        assertThat(shown.largestError(drawn, late.inset(16, drawn.width(), drawn.height())))
                .isLessThan(7);
    }

    @ParameterizedTest
    @CsvSource({
        "640, 360, false, 640, 360",
        "641, 359, true, 641, 359",
        "641, 359, false, 642, 360"
    })
    void recordsWhatMovesAtABrokenRate(
            int width, int height, boolean fullColor, int codedWidth, int codedHeight)
            throws Exception {
        String options =
                String.format(
                        Locale.ROOT,
                        "--source synthetic --width %d --height %d --h264FullColor %s --fps 12.5 --seconds 2",
                        width,
                        height,
                        fullColor);
        try (RunScript record = record(options.split(" "))) {
            assertThat(record.line()).startsWith("Recording to ");

            // With one colour for four pixels a size is even: the last row and column come twice.
            assertRecorded(record, 12.5, 2, codedWidth, codedHeight);
        }
    }

    @Test
    void hasKeyFramesToJumpTo() throws Exception {
        try (RunScript record =
                record(
                        "--source synthetic --width 320 --height 240 --keyframeIntervalSeconds 0.2"
                                .split(" "))) {
            assertThat(record.line()).startsWith("Recording to ");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(keyFrames()).isGreaterThan(2));
        }
    }

    /** ffprobe complains while the last frame is not whole. */
    private int keyFrames() throws Exception {
        return Integer.parseInt(
                Ffmpeg.probe(
                        recording(),
                        "stream=nb_read_frames",
                        "-skip_frame",
                        "nokey",
                        "-count_frames"));
    }

    @Test
    void isWholeAndTellsItsLengthWhenEndedByASignal() throws Exception {
        try (RunScript record = record("--source", "synthetic", "--width", "320")) {
            assertThat(record.line()).startsWith("Recording to ");
            awaitFrames();

            record.terminate();

            assertThat(record.exitCode()).isEqualTo(143);
            assertThat(frames(recording())).isEqualTo(summary(record));
            assertThat(record.errors()).isEmpty();
        }
    }

    @Test
    void replacesARecordingOfTheSameName() throws Exception {
        Files.writeString(recording(), "no H.264 at all");
        try (RunScript record =
                record("--source", "synthetic", "--width", "320", "--seconds", "1")) {
            assertThat(record.exitCode()).isZero();
        }

        Ffmpeg.run("-i", recording().toString(), "-f", "null", "-");
    }

    @Test
    void endsWithItsScreenAndKeepsWhatItHas() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.startApart(320, 240);
                RunScript record = record("--display", display.name())) {
            assertThat(record.line()).startsWith("Recording to ");
            awaitFrames();

            display.kill();

            assertThat(record.exitCode()).isEqualTo(1);
            assertThat(record.errors())
                    .startsWith("screen-to-files: ")
                    .contains(display.name())
                    .hasLineCount(1);
            assertThat(frames(recording())).isEqualTo(summary(record));
        }
    }

    @Test
    void saysInOneLineThatItCannotWrite() throws Exception {
        try (RunScript record =
                RunScript.start(
                        directory, "record", "--source", "synthetic", "--to", "/dev/full")) {
            assertThat(record.exitCode()).isEqualTo(1);
            assertThat(record.errors())
                    .isEqualTo(
                            String.format(
                                    Locale.ROOT, "screen-to-files: No space left on device%n"));
        }
    }

    private void assertRecorded(RunScript record, double fps, int seconds, int width, int height)
            throws Exception {
        int frames = summary(record);
        assertThat(record.exitCode()).isZero();
        assertThat(record.errors()).isEmpty();
        // A machine with other work may miss some.
        assertThat((double) frames).isBetween(1.0, fps * seconds);
        assertThat(frames(recording())).isEqualTo(frames);
        assertThat(Ffmpeg.probe(recording(), "stream=width,height"))
                .isEqualTo(String.format(Locale.ROOT, "%d%n%d", width, height));
        Ffmpeg.run("-i", recording().toString(), "-f", "null", "-");

        Path mp4 = directory.resolve("recording.mp4");
        // What README.md tells; ffmpeg warns of a raw stream's lack of time stamps.
        Ffmpeg.run("-i", recording().toString(), "-c", "copy", mp4.toString());
        assertThat(Double.parseDouble(Ffmpeg.probe(mp4, "format=duration")))
                .isCloseTo(frames / fps, Offset.offset(1 / fps));
    }

    private RunScript record(String... options) throws Exception {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "record";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return RunScript.start(directory, arguments);
    }

    private Path recording() {
        return directory.resolve("recording.h264");
    }

    private void awaitFrames() throws Exception {
        await().atMost(PATIENCE).until(() -> Files.size(recording()) > 0);
        long begun = Files.size(recording());
        await().atMost(PATIENCE).until(() -> Files.size(recording()) > begun);
    }

    /** How many frames the program says that it has recorded. */
    private static int summary(RunScript record) throws Exception {
        Matcher summary = SUMMARY.matcher(record.line());
        assertThat(summary.matches()).isTrue();
        return Integer.parseInt(summary.group(1));
    }

    private static int frames(Path video) throws Exception {
        return Integer.parseInt(Ffmpeg.probe(video, "stream=nb_read_frames", "-count_frames"));
    }

    private Picture lastPicture() throws Exception {
        Path png = directory.resolve("last.png");
        Ffmpeg.run(
                "-i",
                recording().toString(),
                "-update",
                "1",
                "-sws_flags",
                "accurate_rnd+full_chroma_int",
                "-pix_fmt",
                "rgb24",
                png.toString());
        return Picture.of(ImageIO.read(png.toFile()));
    }
}
