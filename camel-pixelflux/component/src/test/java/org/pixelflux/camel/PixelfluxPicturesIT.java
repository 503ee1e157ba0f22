// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.camel.PictureProbe.Received;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestScreen;

/** Routes of pictures and changes from a real screen. */
@Tag(TestScreen.ANY)
class PixelfluxPicturesIT extends PixelfluxTestSupport {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final Area WHOLE = new Area(0, 0, WIDTH, HEIGHT);

    private final PictureProbe pictures = new PictureProbe();
    private final Picture painted = new TestChart(WIDTH, HEIGHT).picture();
    private TestScreen display;
    private Paint paint;

    @BeforeEach
    void paintScreen() {
        display = TestScreen.start(WIDTH, HEIGHT);
        paint = display.paint();
        paint.image(0, 0, painted);
        context.getRegistry().bind("handler", new RecordingExceptionHandler());
    }

    @AfterEach
    void endPainting() {
        // The routes end first; otherwise they would report the loss of their display.
        context.stop();
        display.close();
    }

    private String screen() {
        return "pixelflux:" + display.source() + "?display=" + display.name();
    }

    private void fill(Area area, int rgb) {
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
        painted.fill(area, rgb);
    }

    private void assertIsPainted(Received picture) throws Exception {
        Picture actual = picture.picture();
        assertThat(actual.width()).isEqualTo(WIDTH);
        assertThat(actual.height()).isEqualTo(HEIGHT);
        assertThat(actual.largestError(painted, painted.area())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"jpeg, png", "h264, png", "mixed, png", "jpeg, raw"})
    void firstTheWholeScreenAndThenEachChange(String mode, String format) throws Exception {
        route(
                "pictures",
                screen() + "&delivery=picture&mode=" + mode + "&pictureFormat=" + format,
                pictures);

        Received first = pictures.next();
        assertIsPainted(first);
        assertThat(first.areas()).containsExactly(WHOLE);
        assertThat(first.headers())
                .containsEntry(PixelfluxConstants.FRAME_ID, 0L)
                .containsEntry(PixelfluxConstants.REASON, "keyFrame")
                .containsEntry(PixelfluxConstants.CAPTURE, "pictures")
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, WIDTH)
                .containsEntry(PixelfluxConstants.FRAME_HEIGHT, HEIGHT)
                .containsEntry(PixelfluxConstants.WIDTH, WIDTH)
                .containsEntry(PixelfluxConstants.HEIGHT, HEIGHT)
                .containsEntry(PixelfluxConstants.CHANGED_SHARE, 1.0)
                .containsKeys(PixelfluxConstants.CAPTURE_TIME, PixelfluxConstants.MESSAGE_TIMESTAMP)
                .doesNotContainKeys(PixelfluxConstants.CODEC, PixelfluxConstants.KEY_FRAME);
        if (format.equals("raw")) {
            assertThat(((BufferedImage) first.body()).getType())
                    .isEqualTo(BufferedImage.TYPE_INT_RGB);
            assertThat(first.headers())
                    .doesNotContainKeys(
                            PixelfluxConstants.CONTENT_TYPE, PixelfluxConstants.FILE_NAME);
        } else {
            assertThat(first.headers()).containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/png");
            assertThat(first.header(PixelfluxConstants.FILE_NAME, String.class))
                    .matches("\\d{8}-\\d{6}\\.\\d{3}-0\\.png");
        }

        Area square = new Area(100, 300, 12, 20);
        fill(square, 0xFF8800);
        Received second = pictures.next();
        assertIsPainted(second);
        assertThat(second.areas()).containsExactly(square);
        assertThat(second.headers())
                .containsEntry(PixelfluxConstants.REASON, "change")
                .containsEntry(
                        PixelfluxConstants.EPOCH, first.headers().get(PixelfluxConstants.EPOCH));
        assertThat(second.header(PixelfluxConstants.CHANGED_SHARE, Double.class))
                .isEqualTo(12 * 20 / (double) (WIDTH * HEIGHT));
        assertThat(pictures.isEmpty()).isTrue();
    }

    @Test
    void jpegHasTheQualityOfTheOption() throws Exception {
        route("fine", screen() + "&delivery=picture&pictureFormat=jpeg&jpegQuality=100", pictures);
        Received fine = pictures.next();
        assertThat(fine.headers()).containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/jpeg");
        assertThat(fine.header(PixelfluxConstants.FILE_NAME, String.class)).endsWith(".jpg");
        assertThat(fine.picture().lumaPsnr(painted, painted.area())).isGreaterThan(35);
        route("coarse", screen() + "&delivery=picture&pictureFormat=jpeg&jpegQuality=10", pictures);
        Received coarse = pictures.next();
        coarse.picture();
        assertThat(((byte[]) coarse.body()).length).isLessThan(((byte[]) fine.body()).length / 2);
    }

    @Test
    void webpIsAFileOfItsOwnKind() throws Exception {
        route("webp", screen() + "&delivery=picture&pictureFormat=webp", pictures);
        Received picture = pictures.next();
        assertThat(picture.headers()).containsEntry(PixelfluxConstants.CONTENT_TYPE, "image/webp");
        byte[] body = (byte[]) picture.body();
        assertThat(new String(body, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        assertThat(new String(body, 8, 8, StandardCharsets.US_ASCII)).isEqualTo("WEBPVP8L");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "raw"})
    void halfTheSizeIsTheMeanOfFourPixels(String format) throws Exception {
        route("half", screen() + "&delivery=picture&scale=0.5&pictureFormat=" + format, pictures);
        Received received = pictures.next();
        assertThat(received.headers())
                .containsEntry(PixelfluxConstants.WIDTH, 320)
                .containsEntry(PixelfluxConstants.HEIGHT, 240)
                .containsEntry(PixelfluxConstants.FRAME_WIDTH, WIDTH);
        Picture half = received.picture();
        assertThat(half.width()).isEqualTo(320);
        Picture expected = new Picture(320, 240);
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                expected.set(x, y, mean(2 * x, 2 * y));
            }
        }
        assertThat(half.largestError(expected, expected.area())).isLessThanOrEqualTo(1);
    }

    private int mean(int x, int y) {
        int mean = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int sum = 2;
            for (int i = 0; i < 4; i++) {
                sum += painted.get(x + i % 2, y + i / 2) >> shift & 255;
            }
            mean |= sum / 4 << shift;
        }
        return mean;
    }

    @Test
    void writesFilesThatNeedNoNameOfTheRoutes(@TempDir Path directory) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(screen() + "&delivery=picture").to("file:" + directory);
                    }
                });
        await().until(() -> files(directory).size() == 1);
        fill(new Area(3, 4, 5, 6), 0x123456);
        await().until(() -> files(directory).size() == 2);
        List<Path> files = files(directory);
        Received last = new Received(Files.readAllBytes(files.get(1)), Map.of());
        assertIsPainted(last);
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
        }
    }

    @Test
    void changesSayWhereAndNothingIsEncoded() throws Exception {
        route("changes", screen() + "&delivery=changes&contentHash=true", pictures);
        Received first = pictures.next();
        assertThat(first.change())
                .containsEntry("frame", 0L)
                .containsEntry("epoch", first.headers().get(PixelfluxConstants.EPOCH))
                .containsEntry("reason", "keyFrame")
                .containsEntry("width", WIDTH)
                .containsEntry("height", HEIGHT)
                .containsEntry("changedPixels", (long) WIDTH * HEIGHT)
                .containsEntry("share", 1.0)
                .containsKeys("time", "captureTime");
        assertThat(first.headers())
                .doesNotContainKeys(PixelfluxConstants.CONTENT_TYPE, PixelfluxConstants.WIDTH);
        String hash = (String) first.change().get("contentHash");
        assertThat(hash).matches("[0-9a-f]{16}");

        int before = painted.get(30, 40);
        Area pixel = new Area(30, 40, 1, 1);
        fill(pixel, before ^ 0xFF);
        Received second = pictures.next();
        assertThat(second.areas()).containsExactly(pixel);
        assertThat(second.change())
                .containsEntry("areas", second.headers().get(PixelfluxConstants.CHANGED_AREAS));
        assertThat(second.change().get("contentHash")).isNotEqualTo(hash);
        fill(pixel, before);
        assertThat(pictures.next().change()).containsEntry("contentHash", hash);

        // What is drawn again with the same colours is no change.
        fill(pixel, before);
        fill(new Area(0, 0, 2, 1), 0x010203);
        assertThat(pictures.next().areas()).containsExactly(new Area(0, 0, 2, 1));
    }

    @Test
    void smallChangesAreHeldBack() throws Exception {
        route("changes", screen() + "&delivery=changes&minChangedPixels=100", pictures);
        pictures.next();
        fill(new Area(10, 10, 9, 9), 0x112233);
        fill(new Area(300, 10, 10, 10), 0x445566);
        assertThat(pictures.next().areas())
                .containsExactlyInAnyOrder(new Area(10, 10, 9, 9), new Area(300, 10, 10, 10));
    }

    // A compositor shows what was painted with its next refresh.
    @Tag(TestScreen.X11)
    @Test
    void pollSeesWhatWasPaintedAMomentAgo() throws Exception {
        PixelfluxPollingConsumer polling =
                new PixelfluxPollingConsumer(
                        context.getEndpoint(screen(), PixelfluxEndpoint.class),
                        Duration.ofMinutes(1));
        polling.start();
        for (int i = 0; i < 20; i++) {
            fill(new Area(7 * i, 11 * i, 5, 5), 0x123456 + i);
            Exchange polled = i % 2 == 0 ? polling.receiveNoWait() : polling.receive(60_000);
            assertIsPainted(
                    new Received(polled.getMessage().getBody(), polled.getMessage().getHeaders()));
        }
        polling.stop();
    }

    @Test
    void pollGivesNothingWhileTheDisplayIsAway() throws Exception {
        PixelfluxPollingConsumer polling =
                new PixelfluxPollingConsumer(
                        context.getEndpoint(
                                screen()
                                        + "&exceptionHandler=#handler&reconnectDelay=1h"
                                        + "&reconnectMaxDelay=1h",
                                PixelfluxEndpoint.class));
        polling.start();
        assertThat(polling.receive(60_000)).isNotNull();
        display.kill();
        CompletableFuture<Exchange> waiting = CompletableFuture.supplyAsync(polling::receive);
        PixelfluxConsumer consumer = (PixelfluxConsumer) polling.getDelegateConsumer();
        await().until(() -> consumer.getStatistics().losses() == 1);

        assertThat(polling.receiveNoWait()).isNull();
        assertThat(polling.receive(1)).isNull();

        waitForEverWhenStopping();
        polling.stop();
        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1)).isNull();
    }
}
