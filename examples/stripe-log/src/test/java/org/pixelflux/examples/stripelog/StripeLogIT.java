// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureOption;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.XvfbDisplay;

/** The built program on the synthetic source. */
class StripeLogIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"jpeg,false", "h264,true"})
    void logsEveryStripeOfEveryFrame(String mode, boolean camel) throws Exception {
        List<LoggedStripe> stripes = record(mode, camel);

        assertThat(stripes)
                .extracting(LoggedStripe::type)
                .containsOnly(mode.equals("h264") ? 2 : 1);
        assertThat(stripes).allMatch(stripe -> stripe.bytes() > 0);
        assertThat(stripes).extracting(LoggedStripe::monotonicNanos).isSorted();
        List<Long> ids = stripes.stream().map(LoggedStripe::frameId).distinct().toList();
        assertThat(ids).hasSizeGreaterThan(10);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ids.get(i)).as("frame after frame, none lost").isEqualTo(i);
        }
        int nextRow = 0;
        for (LoggedStripe stripe : firstFrame(stripes)) {
            assertThat(stripe.y()).isEqualTo(nextRow);
            nextRow += stripe.height();
        }
        assertThat(nextRow).as("the first frame is the whole picture").isEqualTo(HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logsEveryRectangleAndDumpsWholeFrames(boolean camel) throws Exception {
        Path csv = directory.resolve("rectangles.csv");
        Path dump = directory.resolve("dump");
        List<String> arguments = new ArrayList<>(List.of("--source", "synthetic"));
        arguments.addAll(List.of("--mode", "mixed", "--videoRectangles", "false"));
        arguments.addAll(List.of("--syntheticPattern", "scroll"));
        arguments.addAll(List.of("--width", "" + WIDTH, "--height", "" + HEIGHT));
        arguments.addAll(List.of("--csv", "" + csv, "--dump", "" + dump));
        if (camel) {
            arguments.add("--camel");
        }
        try (StripeLogProcess program = StripeLogProcess.start(directory, arguments)) {
            await().until(
                            () ->
                                    !program.isAlive()
                                            || Files.exists(csv)
                                                    && Files.readAllLines(csv).size() > 100);
            program.terminate();
            assertThat(program.awaitEnd()).as(program.errors()).isEqualTo(128 + 15);
            assertThat(program.errors()).isEmpty();
        }

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0))
                .isEqualTo("monotonic_ns,frame_id,y_start,height,type,bytes,x,width");
        List<String> logged = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            assertThat(line).matches("\\d+(,\\d+){7}");
            logged.add(line.substring(line.indexOf(',') + 1));
        }
        assertThat(logged).isEqualTo(linesOf(Files.readAllBytes(dump.resolve("frames.pfxm"))));
        assertThat(logged).anyMatch(line -> line.split(",")[3].equals("3"));
        assertThat(logged).anyMatch(line -> line.split(",")[3].equals("4"));
    }

    /** What should have been logged of these frames, but for the time. */
    private static List<String> linesOf(byte[] frames) {
        List<String> lines = new ArrayList<>();
        PictureAssembler picture = new PictureAssembler();
        for (int at = 0; at < frames.length; ) {
            ByteBuffer message = ByteBuffer.wrap(frames);
            message.position(at).limit(at + message.getInt(at + 72));
            at = message.limit();
            MixedFrame frame = MixedFrame.parse(message);
            assertThat(picture.draw(frame)).isEqualTo(Drawn.WHOLE);
            int header = 80;
            for (FrameRectangle rectangle : frame) {
                int bytes = header + 28 + rectangle.payloadSize();
                header = 0;
                lines.add(
                        Stream.of(
                                        frame.id(),
                                        rectangle.y(),
                                        rectangle.height(),
                                        rectangle.kind().code(),
                                        bytes,
                                        rectangle.x(),
                                        rectangle.width())
                                .map(String::valueOf)
                                .collect(Collectors.joining(",")));
            }
        }
        return lines;
    }

    @Test
    void writesToStandardOutputWithoutAFile() throws Exception {
        try (StripeLogProcess program =
                StripeLogProcess.start(directory, "--source", "synthetic")) {
            await().until(() -> program.output().lines().count() > 1);
            program.terminate();
            assertThat(program.awaitEnd()).isEqualTo(128 + 15);
            assertThat(LoggedStripe.parse(program.output())).isNotEmpty();
            assertThat(program.errors()).isEmpty();
        }
    }

    @Test
    void endsAfterTheTimeAskedFor() throws Exception {
        try (StripeLogProcess program =
                StripeLogProcess.start(directory, "--source", "synthetic", "--seconds", "0.1")) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesADisplayThatIsNotThere(boolean camel) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--display", ":64999"));
        if (camel) {
            arguments.add("--camel");
        }
        assertThat(complaint(1, arguments)).contains(":64999");
    }

    @Test
    void namesABadOption() throws Exception {
        assertThat(complaint(2, List.of("--source", "synthetic", "--fps", "fast")))
                .contains("fps: 'fast' is not a number, allowed 0.01..240");
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
            assertThat(program.awaitEnd()).isZero();
            for (CaptureOption<?> option : CaptureOption.all()) {
                assertThat(program.output()).contains("--" + option.name() + "=");
            }
        }
    }

    /** Runs until it has logged more than ten frames, ends it by a signal and reads the log. */
    private List<LoggedStripe> record(String mode, boolean camel) throws Exception {
        Path csv = directory.resolve("stripes.csv");
        Path dump = directory.resolve("dump");
        List<String> arguments = new ArrayList<>(List.of("--source", "synthetic", "--mode", mode));
        arguments.addAll(List.of("--width", "" + WIDTH, "--height", "" + HEIGHT));
        arguments.addAll(List.of("--csv", "" + csv, "--dump", "" + dump));
        if (camel) {
            arguments.add("--camel");
        }
        try (StripeLogProcess program = StripeLogProcess.start(directory, arguments)) {
            await().until(() -> !program.isAlive() || LoggedStripe.hasTenFrames(csv));

            program.terminate();

            assertThat(program.awaitEnd()).as(program.errors()).isEqualTo(128 + 15);
            assertThat(program.errors()).isEmpty();
            assertThat(program.output()).isEmpty();
        }
        List<LoggedStripe> stripes = LoggedStripe.parse(Files.readString(csv));
        assertThat(Stream.of(dump.toFile().listFiles()).mapToLong(File::length).sum())
                .as("the payloads in the dump are those of the log")
                .isEqualTo(stripes.stream().mapToLong(LoggedStripe::bytes).sum());
        return stripes;
    }

    /** The one line on standard error of a program that refuses to run. */
    private String complaint(int exitCode, List<String> arguments) throws Exception {
        try (StripeLogProcess program = StripeLogProcess.start(directory, arguments)) {
            assertThat(program.awaitEnd()).isEqualTo(exitCode);
            assertThat(program.errors()).startsWith("stripe-log: ").hasLineCount(1);
            return program.errors();
        }
    }

    private static List<LoggedStripe> firstFrame(List<LoggedStripe> stripes) {
        return stripes.stream().filter(stripe -> stripe.frameId() == 0).toList();
    }
}
