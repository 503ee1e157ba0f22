// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.XvfbDisplay;

/** Single pictures of a real X server's screen. */
class SnapshotIT extends ServedChart {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two drawings of one picture; what 4:2:0 blurs at coloured edges does not count as much. */
    private static final double SAME_PICTURE = 28;

    @BeforeEach
    void paintAndServe() throws Exception {
        XvfbDisplay screen = XvfbDisplay.startApart(drawn.width(), drawn.height());
        serve(screen, MjpegStream.STILL, "--x", "100", "--y", "50");
    }

    @Test
    void showWhatIsDrawnNow() throws Exception {
        Area region = new Area(100, 50, 1180, 670);
        assertShown(region);

        Area change = chart.patches().get(3).area();
        paint.fill(change.x(), change.y(), change.width(), change.height(), 0x2060A0);
        drawn.fill(change, 0x2060A0);
        assertShown(region);
    }

    @Test
    void saysThatThereIsNoScreen() {
        display.kill();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(request().statusCode()).isEqualTo(503));
    }

    /** A client that comes now would take the last picture for the current one. */
    @Test
    void beginsNoStreamWhileThereIsNoScreen() {
        display.kill();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            HttpResponse<InputStream> stream =
                                    request(
                                            "stream.mjpeg",
                                            HttpResponse.BodyHandlers.ofInputStream());
                            try (InputStream body = stream.body()) {
                                assertThat(stream.statusCode()).isEqualTo(503);
                                assertThat(body).asString(UTF_8).contains("The screen is away");
                            }
                        });
    }

    private void assertShown(Area region) throws Exception {
        HttpResponse<byte[]> answer = request();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        Picture shown = Picture.of(ImageIO.read(new ByteArrayInputStream(answer.body())));
        Picture expected = drawn.crop(region);
        assertThat(shown.area()).isEqualTo(expected.area());
        assertThat(shown.psnr(expected, expected.area())).isGreaterThan(SAME_PICTURE);
    }

    private HttpResponse<byte[]> request() throws Exception {
        return request("snapshot.jpg", HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> request(String file, HttpResponse.BodyHandler<T> body)
            throws Exception {
        URI address = URI.create(server.url(file));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), body);
    }
}
