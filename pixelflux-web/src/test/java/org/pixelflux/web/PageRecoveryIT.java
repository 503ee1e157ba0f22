// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.support.Painted;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.ViewerPage;

/** The page when something goes wrong between it and the screen. */
class PageRecoveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Lets {@code window.mishap} change the next binary message that the page receives, or make it
     * vanish by returning null.
     */
    private static final String MISHAPS =
            """
            const listen = WebSocket.prototype.addEventListener;
            WebSocket.prototype.addEventListener = function (type, listener) {
              listen.call(this, type, type !== 'message' ? listener : (event) => {
                let { data } = event;
                if (window.mishap && data instanceof ArrayBuffer) {
                  const happens = window.mishap;
                  window.mishap = null;
                  data = happens(data);
                }
                if (data !== null) {
                  listener({ data });
                }
              });
            };
            """;

    private static final String LOSE_A_STRIPE = "window.mishap = () => null";

    /** Leaves the wire header and the start code, so that the decoder gets it. */
    private static final String CORRUPT_A_STRIPE =
            """
            window.mishap = (data) => {
              window.corrupted = new Uint8Array(data)[1];
              new Uint8Array(data).fill(0xff, 16);
              return data;
            };
            """;

    /** Pieces of the screen that become exact may come before: they are images already. */
    private static final String FILL_AS_IMAGE =
            """
            window.mishap = function lie(data) {
              const kind = new Uint8Array(data, 88, 1);
              if (kind[0] === 5) {
                kind[0] = 4;
              } else {
                window.mishap = lie;
              }
              return data;
            };
            """;

    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    @ParameterizedTest
    @ValueSource(strings = {"h264", "jpeg"})
    void asksForAKeyFrameWhenAStripeIsLost(String mode) throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri(mode))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), MISHAPS))) {
                awaitPicture(screen, page);

                page.run(LOSE_A_STRIPE);
                screen.recolor(5, 0x3050A0);
                awaitPicture(screen, page);

                assertThat(page.count("gaps")).isEqualTo(1);
                assertThat(page.count("keyFrameRequests")).isPositive();
            }
        }
    }

    /** Only what was written since the last frame that the page has comes again. */
    @Test
    void asksForARefreshWhenAFrameIsLost() throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("mixed"))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), MISHAPS))) {
                awaitPicture(screen, page);

                page.run(LOSE_A_STRIPE);
                screen.recolor(5, 0x3050A0);
                await().atMost(PATIENCE).until(() -> page.run("return window.mishap") == null);
                // It has no way to know before another frame comes.
                screen.recolor(3, 0x30A050);
                awaitPicture(screen, page);

                assertThat(page.count("gaps")).isEqualTo(1);
                assertThat(page.count("refreshRequests")).isPositive();
                assertThat(page.count("keyFrameRequests")).isZero();
            }
        }
    }

    @Test
    void asksForARefreshWhenAFrameCannotBeRead() throws Exception {
        asksForARefreshAfter(FILL_AS_IMAGE);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(
            strings = {
                // A version that nobody knows.
                "window.mishap = (data) => { new Uint8Array(data)[4] = 9; return data; }",
                "window.mishap = (data) => data.slice(0, 100)"
            })
    void asksForARefreshWhenAFrameIsOfNoKnownForm(String mishap) throws Exception {
        asksForARefreshAfter(mishap);
    }

    private static void asksForARefreshAfter(String mishap) throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("mixed"))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), MISHAPS))) {
                awaitPicture(screen, page);

                page.run(mishap);
                screen.recolor(5, 0x3050A0);
                awaitPicture(screen, page);

                assertThat(page.count("refreshRequests")).isPositive();
                assertThat(page.stats()).containsEntry("state", "live");
            }
        }
    }

    @Test
    void survivesAStripeThatCannotBeDecoded() throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("h264"))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), MISHAPS))) {
                awaitPicture(screen, page);

                page.run(CORRUPT_A_STRIPE);
                screen.recolor(5, 0x3050A0);
                awaitPicture(screen, page);

                assertThat(page.run("return window.corrupted")).isEqualTo(0L);
                assertThat(page.count("decoderErrors")).isPositive();
                assertThat(page.count("gaps")).isZero();

                screen.recolor(5, 0xA05030);
                awaitPicture(screen, page);
                assertThat(page.count("decoderErrors")).isEqualTo(1);
            }
        }
    }

    @Test
    void takesAnUnreadableMessageForALostStripe() throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("h264"))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), MISHAPS))) {
                awaitPicture(screen, page);

                page.run("window.mishap = () => new ArrayBuffer(3)");
                screen.recolor(5, 0x3050A0);
                awaitPicture(screen, page);

                assertThat(page.count("gaps")).isPositive();
            }
        }
    }

    /** For mode mixed see {@link PageMixedChangesIT}. */
    @ParameterizedTest
    @ValueSource(strings = {"h264", "jpeg"})
    void goesOnWhenItsConnectionIsCut(String mode) throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri(mode))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), PageSockets.KEPT))) {
                for (int connections = 1; connections < 4; connections++) {
                    awaitPicture(screen, page);
                    await().atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(page.stats()).containsEntry("state", "live"));
                    assertThat(page.count("connections")).isEqualTo(connections);

                    page.run(PageSockets.CUT);
                    screen.recolor(5, 0x3050A0 + 0x1000 * connections);
                    long before = connections;
                    await().atMost(PATIENCE).until(() -> page.count("connections") > before);
                }
                awaitPicture(screen, page);
                assertThat(page.stats())
                        .containsEntry("gaps", 0L)
                        .containsEntry("decoderErrors", 0L);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"h264, jpeg", "jpeg, mixed", "mixed, mixed"})
    void comesBackWithTheServer(String mode, String other) throws Exception {
        comesBack(mode, other);
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({"jpeg, h264", "mixed, jpeg"})
    void comesBackWithAServerOfAnotherCodec(String mode, String other) throws Exception {
        comesBack(mode, other);
    }

    /** The server comes back with a screen of another size and another codec. */
    private static void comesBack(String mode, String other) throws Exception {
        int port = FreePort.find();
        try (Painted large = new Painted(1280, 720);
                Painted small = new Painted(1207, 301);
                ViewerPage page = open(large, mode, port)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    page.run("return document.body.innerText")
                                                            .toString())
                                            .contains("Connection lost. Trying again in"));
            try (PageServer server = new PageServer(port, small.uri(other))) {
                server.start();
                awaitPicture(small, page);

                // The page asks once a second how long the screen has been silent.
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(page.stats())
                                                .containsEntry("state", "live")
                                                .containsEntry("mode", other)
                                                .containsEntry("gaps", 0L)
                                                .containsEntry("decoderErrors", 0L));
                assertThat(page.run("return document.getElementById('notice').textContent"))
                        .isEqualTo("");
            }
        }
    }

    /** A page whose server has shown it a picture and is gone. */
    private static ViewerPage open(Painted screen, String mode, int port) throws Exception {
        try (PageServer server = new PageServer(port, screen.uri(mode))) {
            server.start();
            ViewerPage page = new ViewerPage(chromium.open(server.url()));
            awaitPicture(screen, page);
            return page;
        }
    }

    private static void awaitPicture(Painted screen, ViewerPage page) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
    }
}
