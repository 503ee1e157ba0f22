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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;
import org.pixelflux.WireHeader;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.Picture;

/** What both ways of the program log and dump of the synthetic source. */
class StripeStreamsTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @TempDir Path directory;
    private final ExecutorService reader = Executors.newSingleThreadExecutor();

    @AfterEach
    void shutDown() {
        reader.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "h264"})
    void logTheSame(String mode) throws Exception {
        List<LoggedStripe> direct = withoutTime(tenFrames(record(settings(mode), false)));
        List<LoggedStripe> camel = withoutTime(tenFrames(record(settings(mode), true)));

        assertThat(camel).isEqualTo(direct);
        assertThat(direct).extracting(LoggedStripe::type).containsOnly(mode.equals("h264") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takeNumbersAndWords(boolean camel) throws Exception {
        CaptureSettings.Builder settings =
                settings("h264")
                        .set("h264FullColor", "true")
                        .set("captureCursor", "false")
                        .set("rateControl", "cbr")
                        .set("vbvMultiplier", "2.5")
                        .set("syntheticPattern", "scroll");

        assertThat(tenFrames(record(settings, camel))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"jpeg,false", "jpeg,true", "h264,false", "h264,true"})
    void logPayloadsAloneWithoutHeaders(String mode, boolean camel) throws Exception {
        int header = mode.equals("h264") ? 10 : 6;
        List<LoggedStripe> whole =
                tenFrames(record(settings(mode).wireHeader(WireHeader.ONE), camel));

        List<LoggedStripe> bare = record(settings(mode).wireHeader(WireHeader.NONE), camel);

        assertThat(tenFrames(bare))
                .extracting(LoggedStripe::bytes)
                .isEqualTo(whole.stream().map(stripe -> stripe.bytes() - header).toList());
        assertThat(dumpedBytes())
                .as("the dump is all of what was logged")
                .isEqualTo(bare.stream().mapToLong(LoggedStripe::bytes).sum());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logStripesAloneWhenTheCursorIsTold(boolean camel) throws Exception {
        List<LoggedStripe> plain = withoutTime(tenFrames(record(settings("jpeg"), camel)));
        List<LoggedStripe> withCursor = record(settings("jpeg").cursorEvents(true), camel);

        assertThat(withoutTime(tenFrames(withCursor))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endAfterTheTimeAskedFor(boolean camel) throws Exception {
        try (StripeSink sink = new StripeSink(CaptureMode.JPEG, csv(), null)) {
            open(settings("jpeg"), camel).run(sink, Duration.ofMillis(1));
        }
        assertThat(Files.readString(csv())).startsWith(StripeLine.HEADER);
    }

    @Test
    void dumpJpegStripesThatAreImages() throws Exception {
        List<LoggedStripe> stripes = record(settings("jpeg"), false);

        for (LoggedStripe stripe : stripes) {
            String name = "row-" + stripe.y() + "-" + stripe.frameId() + ".jpg";
            BufferedImage image = ImageIO.read(dump().resolve(name).toFile());
            assertThat(image.getWidth()).as(name).isEqualTo(WIDTH);
            assertThat(image.getHeight()).as(name).isEqualTo(stripe.height());
        }
        assertThat(dump().toFile().list()).hasSameSizeAs(stripes);
    }

    @Test
    void dumpH264RowsThatAreStreams() throws Exception {
        List<LoggedStripe> stripes = record(settings("h264"), true);

        Map<Integer, List<LoggedStripe>> rows =
                stripes.stream().collect(Collectors.groupingBy(LoggedStripe::y));
        for (List<LoggedStripe> row : rows.values()) {
            LoggedStripe first = row.get(0);
            Path file = dump().resolve("row-" + first.y() + ".h264");
            ByteBuffer stream = ByteBuffer.wrap(Files.readAllBytes(file));
            try (H264Decoder decoder = new H264Decoder()) {
                for (LoggedStripe stripe : row) {
                    byte[] accessUnit = new byte[stripe.bytes()];
                    stream.get(accessUnit);
                    Picture picture = decoder.decode(accessUnit);
                    assertThat(picture.width()).isEqualTo(WIDTH);
                    assertThat(picture.height()).isEqualTo(first.height());
                }
            }
            assertThat(stream.hasRemaining()).as("more in %s", file).isFalse();
        }
    }

    private static CaptureSettings.Builder settings(String mode) {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .width(WIDTH)
                .height(HEIGHT)
                .set("mode", mode);
    }

    /** Runs until it has logged more than ten frames; dumps too. */
    private List<LoggedStripe> record(CaptureSettings.Builder settings, boolean camel)
            throws Exception {
        if (Files.exists(dump())) {
            for (File file : dump().toFile().listFiles()) {
                Files.delete(file.toPath());
            }
        }
        StripeStream stream = open(settings, camel);
        try (StripeSink sink = new StripeSink(CaptureMode.JPEG, csv(), dump())) {
            Future<?> run =
                    reader.submit(
                            () -> {
                                stream.run(sink, null);
                                return null;
                            });
            await().until(() -> run.isDone() || LoggedStripe.hasTenFrames(csv()));
            stream.stop();
            run.get(60, TimeUnit.SECONDS);
        }
        return LoggedStripe.parse(Files.readString(csv()));
    }

    private static StripeStream open(CaptureSettings.Builder settings, boolean camel) {
        return camel ? new CamelStream(settings.build()) : new DirectStream(settings.build());
    }

    private Path csv() {
        return directory.resolve("stripes.csv");
    }

    private Path dump() {
        return directory.resolve("dump");
    }

    private long dumpedBytes() {
        return Stream.of(dump().toFile().listFiles()).mapToLong(File::length).sum();
    }

    private static List<LoggedStripe> tenFrames(List<LoggedStripe> stripes) {
        return stripes.stream().filter(stripe -> stripe.frameId() <= 9).toList();
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
                .toList();
    }
}
