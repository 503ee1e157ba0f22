// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.support.Chromium;
import org.pixelflux.web.support.Chromium.Tab;

/** What Chromium plays with hls.js of a real X server's screen. */
class HlsPageIT {

    private static final Area PATCH = new Area(100, 100, 200, 200);

    @Test
    void playsAStillScreenAndWhatChangesOnIt() throws Exception {
        int port = FreePort.find();
        try (XvfbDisplay display = XvfbDisplay.start(640, 480);
                X11Paint paint = new X11Paint(display.name());
                HlsServer server =
                        new HlsServer(
                                port,
                                "pixelflux:screen?fps=30&display=" + display.name(),
                                AccessToken.random());
                Chromium chromium = new Chromium("--autoplay-policy=no-user-gesture-required")) {
            paint.fill(0, 0, 640, 480, 0x808080);
            paint.fill(PATCH.x(), PATCH.y(), PATCH.width(), PATCH.height(), 0x2060A0);
            server.start();
            try (Tab tab = chromium.open(server.url(""))) {
                PlayedVideo video = new PlayedVideo(tab);
                video.awaitColour(PATCH, 0x2060A0);
                assertThat(video.width()).isEqualTo("640");

                paint.fill(PATCH.x(), PATCH.y(), PATCH.width(), PATCH.height(), 0xA04020);
                video.awaitColour(PATCH, 0xA04020);
            }
            // Nothing has changed for a while when this one comes.
            try (Tab later = chromium.open(server.url(""))) {
                new PlayedVideo(later).awaitColour(PATCH, 0xA04020);
            }
        }
    }

    @Test
    void isOnlyForWhoKnowsTheToken() throws Exception {
        int port = FreePort.find();
        AccessToken token = AccessToken.random();
        try (HlsServer server =
                new HlsServer(port, "pixelflux:synthetic?width=64&height=64", token)) {
            server.start();
            for (String file : List.of("", "live.m3u8", "hls.js", "player.js", "video/0.m4s")) {
                URI stranger = URI.create("http://localhost:" + port + "/" + file);
                assertThat(status(stranger)).as(file).isEqualTo(403);
            }
            assertThat(status(URI.create(server.url("")))).isEqualTo(200);
            assertThat(status(URI.create(server.url("hls.js")))).isEqualTo(200);
            assertThat(status(URI.create(server.url("video/none.m4s")))).isEqualTo(404);
        }
    }

    private static int status(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
