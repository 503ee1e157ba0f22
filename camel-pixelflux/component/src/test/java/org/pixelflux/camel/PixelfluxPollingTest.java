// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.ScreenCapture;
import org.pixelflux.support.Picture;

/** A program that polls gets the current picture, and keeps no capture busy between its polls. */
@Timeout(120)
class PixelfluxPollingTest extends PixelfluxTestSupport {

    private static final long PATIENCE = 60_000;

    private PixelfluxPollingConsumer polling;

    @AfterEach
    void stop() {
        if (polling != null) {
            polling.stop();
        }
    }

    private void poll(String uri) throws Exception {
        polling = new PixelfluxPollingConsumer(context.getEndpoint(uri, PixelfluxEndpoint.class));
        polling.start();
    }

    private static <T> T header(Exchange exchange, String name, Class<T> type) {
        return exchange.getMessage().getHeader(name, type);
    }

    private CaptureStatistics statistics() {
        return ((PixelfluxConsumer) polling.getDelegateConsumer()).getStatistics();
    }

    private static Picture picture(Exchange exchange) throws Exception {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(body));
        BufferedImage rgb =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(read, 0, 0, null);
        return Picture.of(rgb);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BUSY,
                STILL,
                STILL + "&mode=h264&delivery=stripe",
                STILL + "&mode=mixed&delivery=frame",
                STILL + "&delivery=changes&minInterval=1h&settle=1h&minChangedPercent=100",
                STILL + "&fps=0.01",
            })
    void givesTheWholePictureOfNowEachTime(String uri) throws Exception {
        poll(uri);
        Picture still =
                Picture.of(
                        ScreenCapture.snapshot(
                                ((PixelfluxEndpoint) polling.getEndpoint())
                                        .getConfiguration()
                                        .toSettings()));

        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            Exchange polled = i % 2 == 0 ? polling.receive(PATIENCE) : polling.receiveNoWait();

            assertThat(polled).isNotNull();
            assertThat(header(polled, PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isGreaterThan(before);
            assertThat(header(polled, PixelfluxConstants.CONTENT_TYPE, String.class))
                    .isEqualTo("image/png");
            Picture picture = picture(polled);
            assertThat(picture.width()).isEqualTo(320);
            assertThat(picture.height()).isEqualTo(200);
            if (!uri.equals(BUSY)) {
                assertThat(picture.largestError(still, still.area())).isZero();
            }
        }
    }

    @Test
    void pictureIsWhatTheOptionsSay() throws Exception {
        poll(STILL + "&pictureFormat=raw&scale=0.5");
        BufferedImage image = polling.receive().getMessage().getBody(BufferedImage.class);
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(100);
    }

    @Test
    void capturesOnlyForWhoPolls() throws Exception {
        poll(BUSY);
        for (int i = 0; i < 3; i++) {
            polling.receive(PATIENCE);
        }
        StripeProbe clock = new StripeProbe();
        route("clock", BUSY, clock);
        for (int frame = 0; frame < 30; frame++) {
            clock.nextFrame();
        }

        assertThat(statistics().frames()).isEqualTo(3);
    }

    @Test
    void givesEachOfManyThreadsAPicture() throws Exception {
        poll(STILL);
        List<CompletableFuture<Exchange>> polls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            polls.add(CompletableFuture.supplyAsync(() -> polling.receive(PATIENCE)));
        }
        for (CompletableFuture<Exchange> one : polls) {
            assertThat(one).succeedsWithin(Duration.ofMinutes(1)).isNotNull();
        }
    }

    /** After 1,000 exchanges nothing moved any more. */
    @Test
    void enrichesForEver() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:picture").pollEnrich(BUSY, 0);
                    }
                });
        for (int i = 0; i < 50; i++) {
            long before = System.nanoTime();
            Exchange reply = template.request("direct:picture", exchange -> {});
            assertThat(header(reply, PixelfluxConstants.CAPTURE_TIME, Long.class))
                    .isGreaterThan(before);
        }
    }
}
