// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureOption;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;
import org.pixelflux.support.XvfbDisplay;

/** The built program on the synthetic source. */
class StripeLogIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final Duration START_AND_RUN = Duration.ofSeconds(30);

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"jpeg,false", "jpeg,true", "h264,false", "h264,true"})
    void logsEveryStripeOfEveryFrame(String mode, boolean camel) throws Exception {
        List<LoggedStripe> stripes = record(mode, camel);

        assertThat(stripes)
                .extracting(LoggedStripe::type)
                .containsOnly(mode.equals("h264") ? 2 : 1);
        assertThat(stripes).allMatch(stripe -> stripe.payloadBytes() > 0);
        assertThat(stripes).extracting(LoggedStripe::monotonicNanos).isSorted();
        List<Long> ids = stripes.stream().map(LoggedStripe::frameId).distinct().toList();
        assertThat(ids).hasSizeGreaterThan(10);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ids.get(i)).as("frame after frame, none lost").isEqualTo(i);
        }
        int nextRow = 0;
        for (LoggedStripe stripe : framesUpTo(0, stripes)) {
            assertThat(stripe.y()).isEqualTo(nextRow);
            nextRow += stripe.height();
        }
        assertThat(nextRow).as("the first frame is the whole picture").isEqualTo(HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264"})
    void logsTheSameThroughCamel(String mode) throws Exception {
        List<LoggedStripe> direct = withoutTime(framesUpTo(9, record(mode, false)));
        List<LoggedStripe> camel = withoutTime(framesUpTo(9, record(mode, true)));

        assertThat(camel).isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesNumbersAndWords(boolean camel) throws Exception {
        assertThat(
                        record(
                                "h264",
                                camel,
                                "--h264FullColor=true",
                                "--captureCursor",
                                "false",
                                "--rateControl",
                                "cbr",
                                "--vbvMultiplier",
                                "2.5",
                                "--syntheticPattern",
                                "scroll"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"jpeg,false", "jpeg,true", "h264,false", "h264,true"})
    void logsPayloadsAloneWithoutHeaders(String mode, boolean camel) throws Exception {
        List<LoggedStripe> whole = framesUpTo(9, record(mode, camel));

        Path dump = directory.resolve("dump");
        List<LoggedStripe> bare =
                record(mode, camel, "--omitStripeHeaders", "true", "--dump", "" + dump);

        assertThat(framesUpTo(9, bare))
                .extracting(LoggedStripe::bytes)
                .isEqualTo(whole.stream().map(LoggedStripe::payloadBytes).toList());
        assertThat(Stream.of(dump.toFile().listFiles()).mapToLong(File::length).sum())
                .as("the dump is all of what was logged")
                .isEqualTo(bare.stream().mapToLong(LoggedStripe::bytes).sum());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logsStripesAloneWhenTheCursorIsTold(boolean camel) throws Exception {
        List<LoggedStripe> plain = withoutTime(framesUpTo(9, record("jpeg", camel)));
        List<LoggedStripe> withCursor = record("jpeg", camel, "--cursorEvents", "true");

        assertThat(withoutTime(framesUpTo(9, withCursor))).isEqualTo(plain);
    }

    @Test
    void writesToStandardOutputWithoutAFile() throws Exception {
        try (StripeLogProcess program =
                StripeLogProcess.start(directory, "--source", "synthetic", "--seconds", "0.5")) {
            assertThat(program.awaitEnd(START_AND_RUN)).isZero();
            assertThat(LoggedStripe.parse(program.output())).isNotEmpty();
            assertThat(program.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"jpeg,false", "jpeg,true", "h264,false", "h264,true"})
    void endsOnSigtermWithinTwoSecondsWithEverythingWritten(String mode, boolean camel)
            throws Exception {
        Path csv = directory.resolve("stripes.csv");
        Path dump = directory.resolve("dump");
        try (StripeLogProcess program =
                StripeLogProcess.start(
                        directory,
                        arguments(mode, camel, "--csv", "" + csv, "--dump", "" + dump))) {
            await().atMost(START_AND_RUN)
                    .until(() -> Files.exists(csv) && Files.readAllLines(csv).size() > 100);

            program.terminate();

            assertThat(program.awaitEnd(Duration.ofSeconds(2))).isEqualTo(128 + 15);
            assertThat(program.errors()).isEmpty();
        }
        List<LoggedStripe> stripes = LoggedStripe.parse(Files.readString(csv));
        assertThat(Stream.of(dump.toFile().listFiles()).mapToLong(File::length).sum())
                .as("the payloads in the dump are those of the log")
                .isEqualTo(stripes.stream().mapToLong(LoggedStripe::payloadBytes).sum());
    }

    @Test
    void dumpsJpegStripesThatAreImages() throws Exception {
        List<LoggedStripe> stripes = record("jpeg", false, "--dump", "dump");

        for (LoggedStripe stripe : stripes) {
            String name = "row-" + stripe.y() + "-" + stripe.frameId() + ".jpg";
            BufferedImage image = ImageIO.read(directory.resolve("dump/" + name).toFile());
            assertThat(image.getWidth()).as(name).isEqualTo(WIDTH);
            assertThat(image.getHeight()).as(name).isEqualTo(stripe.height());
        }
        assertThat(directory.resolve("dump").toFile().list()).hasSameSizeAs(stripes);
    }

    @Test
    void dumpsH264RowsThatAreStreams() throws Exception {
        List<LoggedStripe> stripes = record("h264", true, "--dump", "dump");

        Map<Integer, List<LoggedStripe>> rows =
                stripes.stream().collect(Collectors.groupingBy(LoggedStripe::y));
        for (List<LoggedStripe> row : rows.values()) {
            LoggedStripe first = row.get(0);
            Path file = directory.resolve("dump/row-" + first.y() + ".h264");
            ByteBuffer stream = ByteBuffer.wrap(Files.readAllBytes(file));
            try (H264Decoder decoder = new H264Decoder()) {
                for (LoggedStripe stripe : row) {
                    byte[] accessUnit = new byte[stripe.payloadBytes()];
                    stream.get(accessUnit);
                    Picture picture = decoder.decode(accessUnit);
                    assertThat(picture.width()).isEqualTo(WIDTH);
                    assertThat(picture.height()).isEqualTo(first.height());
                }
            }
            assertThat(stream.hasRemaining()).as("more in %s", file).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesADisplayThatIsNotThere(boolean camel) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--display", ":4242"));
        if (camel) {
            arguments.add("--camel");
        }
        assertThat(complaint(1, arguments)).contains(":4242");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--jpegQuality 101 | jpegQuality: 101 is out of range, allowed 1..100",
                "--width 0 | width: 0 is out of range, allowed 1..16384",
                "--fps fast | fps: 'fast' is not a number, allowed 1..240",
                "--mode vp9 | mode: 'vp9' is out of range, allowed jpeg, h264",
                "--h264FullColor 1 | h264FullColor: '1' is out of range, allowed false, true",
                "--cursorEvents | --cursorEvents",
                "--watermarkLocation middle | watermarkLocation: middle needs watermarkPath, a PNG",
                "--seconds 0 | seconds: 0.0 is out of range",
                "--seconds soon | --seconds",
                "--colour red | --colour",
                "--csv | --csv",
            })
    void namesABadOption(String arguments, String message) throws Exception {
        List<String> words = new ArrayList<>(List.of("--source", "synthetic"));
        words.addAll(List.of(arguments.split(" ")));
        assertThat(complaint(2, words)).contains(message);
    }

    @Test
    void namesARegionThatLeavesTheScreen() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480)) {
            List<String> arguments =
                    List.of("--display", display.name(), "--x", "600", "--width", "100");
            assertThat(complaint(2, arguments))
                    .contains("width: 100 is out of range, allowed 1..40");
        }
    }

    @Test
    void namesAFileThatCannotBeWritten() throws Exception {
        assertThat(complaint(1, List.of("--source", "synthetic", "--csv", "no/such/file.csv")))
                .contains("no/such/file.csv");
    }

    @Test
    void helpListsEveryCaptureOption() throws Exception {
        try (StripeLogProcess program = StripeLogProcess.start(directory, "--help")) {
            assertThat(program.awaitEnd(START_AND_RUN)).isZero();
            for (CaptureOption<?> option : CaptureOption.all()) {
                assertThat(program.output()).contains("--" + option.name() + "=");
            }
        }
    }

    /** Runs for a second and reads the log. */
    private List<LoggedStripe> record(String mode, boolean camel, String... more) throws Exception {
        Path csv = directory.resolve("stripes.csv");
        List<String> arguments = arguments(mode, camel, more);
        arguments.addAll(List.of("--seconds", "1", "--csv", csv.toString()));
        try (StripeLogProcess program = StripeLogProcess.start(directory, arguments)) {
            assertThat(program.awaitEnd(START_AND_RUN)).as(program.errors()).isZero();
            assertThat(program.errors()).isEmpty();
            assertThat(program.output()).isEmpty();
        }
        return LoggedStripe.parse(Files.readString(csv));
    }

    private static List<String> arguments(String mode, boolean camel, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--source", "synthetic", "--mode", mode));
        arguments.addAll(List.of("--width", "" + WIDTH, "--height", "" + HEIGHT));
        if (camel) {
            arguments.add("--camel");
        }
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The one line on standard error of a program that refuses to run. */
    private String complaint(int exitCode, List<String> arguments) throws Exception {
        try (StripeLogProcess program = StripeLogProcess.start(directory, arguments)) {
            assertThat(program.awaitEnd(START_AND_RUN)).isEqualTo(exitCode);
            assertThat(program.errors()).startsWith("stripe-log: ").hasLineCount(1);
            return program.errors();
        }
    }

    private static List<LoggedStripe> framesUpTo(long frameId, List<LoggedStripe> stripes) {
        return stripes.stream().filter(stripe -> stripe.frameId() <= frameId).toList();
    }

    private static List<LoggedStripe> withoutTime(List<LoggedStripe> stripes) {
        return stripes.stream()
                .map(
                        stripe ->
                                new LoggedStripe(
                                        0,
                                        stripe.frameId(),
                                        stripe.y(),
                                        stripe.height(),
                                        stripe.type(),
                                        stripe.bytes()))
                .collect(Collectors.toList());
    }
}
