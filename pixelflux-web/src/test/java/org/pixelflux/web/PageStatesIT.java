// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.CaptureDescription;
import org.pixelflux.CaptureMode;
import org.pixelflux.Source;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.StillScreens.Still;
import org.pixelflux.web.support.Painted;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.ViewerPage;
import org.pixelflux.web.support.ViewerPage.Point;

/** What the page says about itself, whatever keeps it from showing the current screen. */
class PageStatesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TOKEN = "0123456789abcdef";

    /**
     * The page's seconds are a tenth of ours. Not for pages whose decoders work: half a second may
     * pass until they give something.
     */
    private static final String FAST_CLOCK =
            """
            const now = performance.now.bind(performance);
            performance.now = () => 10 * now();
            const every = window.setInterval;
            window.setInterval = (task, ms) => every(task, ms / 10);
            """;

    /** Nothing comes while {@code window.deaf}, and all of it later. */
    private static final String DEAFNESS =
            """
            const listen = WebSocket.prototype.addEventListener;
            WebSocket.prototype.addEventListener = function (type, listener) {
              const held = [];
              listen.call(this, type, type !== 'message' ? listener : (event) => {
                held.push(event);
                if (!window.deaf) {
                  held.splice(0).forEach(listener);
                }
              });
            };
            """;

    /** Browsers whose decoders take everything, and give pictures only without hardware. */
    private static final String DECODERS_THAT_GIVE_NOTHING =
            """
            const Real = window.VideoDecoder;
            window.VideoDecoder = class {
              constructor({ output, error }) {
                this.real = new Real({
                  error,
                  output: (picture) => this.mute ? picture.close() : output(picture),
                });
              }
              get state() {
                return this.real.state;
              }
              configure({ hardwareAcceleration, ...config }) {
                this.mute = hardwareAcceleration !== 'prefer-software';
                this.real.configure(config);
              }
              decode(chunk) {
                this.real.decode(chunk);
              }
              close() {
                this.real.close();
              }
              static isConfigSupported({ hardwareAcceleration, ...config }) {
                return Real.isConfigSupported(config);
              }
            };
            """;

    private static final String IMAGE_DECODERS_THAT_GIVE_NOTHING =
            """
            window.ImageDecoder.prototype.decode = () => new Promise(() => {});
            """;

    private static final String IMAGES_THAT_FAIL =
            """
            delete window.ImageDecoder;
            window.createImageBitmap = async () => {
              throw new Error('broken');
            };
            """;

    private static final String DECODERS_THAT_FAIL =
            """
            window.VideoDecoder.prototype.decode = function () {
              throw new Error('broken');
            };
            """;

    private static final String DECODERS_WITHOUT_H264 =
            "window.VideoDecoder.isConfigSupported = async () => ({ supported: false });";

    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    @Test
    void saysThatPlainHttpKeepsTheBrowserFromDecoding() throws Exception {
        int port = FreePort.find();
        try (PageServer server = new PageServer(port, synthetic("h264"), withToken())) {
            server.start();
            String url = server.url().replace("localhost", "kiosk.example");
            try (ViewerPage page = new ViewerPage(chromium.open(url))) {
                awaitState(page, "cannot decode");

                assertThat(notice(page))
                        .contains("https", "--tls", "--videoRectangles false")
                        .doesNotContain("This browser");
                assertThat(page.count("keyFrameRequests")).isZero();
                picture(page, "plain-http");
            }
        }
    }

    @Test
    void showsModeMixedOverPlainHttpToo() throws Exception {
        int port = FreePort.find();
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(port, screen.uri("mixed"), withToken())) {
            server.start();
            String url = server.url().replace("localhost", "kiosk.example");
            try (ViewerPage page = new ViewerPage(chromium.open(url))) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
                awaitState(page, "live");
                assertThat(page.run("return 'ImageDecoder' in window")).isEqualTo(false);
            }
        }
    }

    @Test
    void saysThatTheTokenIsWrongAndLeavesItAtThat() throws Exception {
        try (StillScreens screens = new StillScreens(withToken())) {
            screens.show("desk", Color.BLUE);
            String wrong = screens.url().replace(TOKEN, "fedcba9876543210");
            try (ViewerPage page = new ViewerPage(chromium.open(wrong))) {
                awaitState(page, "refused");

                assertThat(notice(page)).contains("not allowed", "token");
                picture(page, "refused");
            }
            try (ViewerPage page = new ViewerPage(chromium.open(screens.url()))) {
                awaitState(page, "live");
            }
        }
    }

    @Test
    void waitsForARoomOfItsOwn() throws Exception {
        ViewerAccess access = new ViewerAccess("127.0.0.1", null, false, 1, null);
        try (StillScreens screens = new StillScreens(access)) {
            screens.show("desk", Color.BLUE);
            ViewerPage first = new ViewerPage(chromium.open(screens.url()));
            awaitState(first, "live");
            try (ViewerPage second = new ViewerPage(chromium.open(screens.url()))) {
                awaitState(second, "too many viewers");
                assertThat(notice(second)).contains("Trying again in");
                picture(second, "full");

                first.close();
                awaitState(second, "live");
            }
        }
    }

    @Test
    void waitsForTheSessionOfItsAddress() throws Exception {
        try (StillScreens screens = new StillScreens(ViewerAccess.LOCAL);
                ViewerPage page =
                        new ViewerPage(chromium.open(screens.url() + "?session=a%20desk"))) {
            awaitState(page, "no such screen");
            picture(page, "unknown-session");

            screens.show("a desk", Color.BLUE);
            awaitState(page, "live");
        }
    }

    @Test
    void isNotLiveWhenTheServerDoesNotAnswer() throws Exception {
        try (StillScreens screens = new StillScreens(ViewerAccess.LOCAL)) {
            screens.show("desk", Color.BLUE);
            try (ViewerPage page =
                    new ViewerPage(chromium.open(screens.url(), FAST_CLOCK + DEAFNESS))) {
                awaitState(page, "live");

                page.run("window.deaf = true");
                awaitState(page, "no answer");
                picture(page, "no-answer");
                await().atMost(PATIENCE).until(() -> page.count("connections") > 1);

                page.run("window.deaf = false");
                awaitState(page, "live");
            }
        }
    }

    @Test
    void isNotLiveWhenNothingIsKnownOfTheScreen() throws Exception {
        try (StillScreens screens = new StillScreens(ViewerAccess.LOCAL)) {
            Still desk = screens.show("desk", Color.BLUE);
            try (ViewerPage page = new ViewerPage(chromium.open(screens.url() + "?session=desk"))) {
                awaitState(page, "live");

                desk.silence = Duration.ofMinutes(3);
                awaitState(page, "screen away");
                assertThat(notice(page)).contains("for 3 min");
                picture(page, "screen-away");
                screens.show("its new name", Color.RED);

                desk.silence = null;
                awaitState(page, "live");
                assertThat(page.count("connections")).isEqualTo(1);
            }
        }
    }

    @Test
    void followsAScreenThatHasMovedToAnotherNameUnlessItIsToShowTheOldOne() throws Exception {
        try (StillScreens screens = new StillScreens(ViewerAccess.LOCAL)) {
            Still desk = screens.show("desk", Color.BLUE);
            try (ViewerPage page = new ViewerPage(chromium.open(screens.url()))) {
                awaitState(page, "live");
                screens.show("its new name", Color.RED);
                assertThat(color(page)).isEqualTo(Color.BLUE);

                desk.silence = Duration.ofMinutes(3);

                await().atMost(PATIENCE).until(() -> color(page).equals(Color.RED));
                awaitState(page, "live");
            }
        }
    }

    @Test
    void saysWhatIsCapturedAndHow() throws Exception {
        try (StillScreens screens = new StillScreens(ViewerAccess.LOCAL)) {
            Still desk = screens.show("desk", Color.BLUE);
            try (ViewerPage page = new ViewerPage(chromium.open(screens.url()))) {
                awaitState(page, "live");
                assertThat(page.stats()).containsEntry("capture", null);
                assertThat(captureSays(page)).isEmpty();

                desk.description = description("DP-1", "a better one fails");
                await().atMost(PATIENCE).until(() -> captureSays(page).contains("DP-1"));
                assertThat(captureSays(page))
                        .contains("memory, damage", "a better one fails", "<b>9</b>")
                        .doesNotContain("DP-2");
                picture(page, "capture");

                desk.description = description("DP-2");
                await().atMost(PATIENCE).until(() -> captureSays(page).contains("DP-2"));
                assertThat(captureSays(page)).doesNotContain("declined", "DP-1");
            }
        }
    }

    @Test
    void saysOfAScreenOfItsOwnHowItIsCaptured() throws Exception {
        try (Painted screen = new Painted(640, 480);
                PageServer server = new PageServer(FreePort.find(), screen.uri("jpeg"))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(captureSays(page))
                                                .contains("MIT-SHM", "XDAMAGE", "libjpeg-turbo")
                                                .containsPattern("encoding\\s+\\d+\\.\\d ms"));
                assertThat(page.stats().get("counters"))
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .hasEntrySatisfying(
                                "frames", frames -> assertThat(frames).isNotEqualTo(0L));
            }
        }
    }

    private static CaptureDescription description(String monitor, String... declined) {
        return new CaptureDescription(
                Source.SCREEN,
                monitor,
                "memory",
                "damage",
                List.of(declined),
                320,
                200,
                CaptureMode.JPEG,
                "an encoder <b>9</b>",
                2);
    }

    private static String captureSays(ViewerPage page) {
        return (String)
                page.run(
                        """
                        const panel = document.getElementById('capture');
                        return panel.hidden ? '' : panel.innerText;
                        """);
    }

    @Test
    void saysThatTheDisplayIsAway() throws Exception {
        Painted screen = new Painted(640, 480);
        try (PageServer server = new PageServer(FreePort.find(), screen.uri("jpeg"))) {
            ViewerPage page;
            try (screen) {
                server.start();
                page = new ViewerPage(chromium.open(server.url()));
                awaitState(page, "live");
            }
            awaitState(page, "screen away");
            page.close();
        }
    }

    @Test
    void asksForNothingIfTheBrowserCannotDecodeTheStream() throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), synthetic("h264"))) {
            server.start();
            try (ViewerPage page =
                    new ViewerPage(chromium.open(server.url(), DECODERS_WITHOUT_H264))) {
                awaitState(page, "cannot decode");

                assertThat(notice(page)).contains("avc1.", "--mode mixed");
                assertThat(page.count("keyFrameRequests")).isZero();
                picture(page, "unsupported");
            }
        }
    }

    @Test
    void stopsAskingWhenNothingCanBeDecodedAfterAll() throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), synthetic("h264"))) {
            server.start();
            try (ViewerPage page =
                    new ViewerPage(chromium.open(server.url(), DECODERS_THAT_FAIL))) {
                awaitState(page, "cannot decode");

                assertThat(notice(page)).contains("broken", "--mode mixed");
                assertThat(page.count("keyFrameRequests")).isLessThan(10);
                picture(page, "cannot-decode");
            }
        }
    }

    @Test
    void decodesWithoutHardwareWhenADecoderGivesNothing() throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("h264"))) {
            server.start();
            try (ViewerPage page =
                    new ViewerPage(chromium.open(server.url(), DECODERS_THAT_GIVE_NOTHING))) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
                awaitState(page, "live");
                await().atMost(PATIENCE).until(() -> text(page, "codec").contains("software"));
                picture(page, "software");
            }
        }
    }

    /** The browser decodes images another way when the first gives nothing. */
    @Test
    void decodesWithBitmapsWhenTheImageDecoderGivesNothing() throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("mixed"))) {
            server.start();
            try (ViewerPage page =
                    new ViewerPage(chromium.open(server.url(), IMAGE_DECODERS_THAT_GIVE_NOTHING))) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
                awaitState(page, "live");
                assertThat(page.count("decoderStalls")).isPositive();
            }
        }
    }

    @Test
    void stopsAskingWhenNoImageCanBeDecoded() throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri("mixed"))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), IMAGES_THAT_FAIL))) {
                awaitState(page, "cannot decode");

                assertThat(notice(page)).contains("broken", "another mode");
                assertThat(page.count("keyFrameRequests")).isLessThan(10);
                picture(page, "mixed-cannot-decode");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "mixed"})
    void drawsThePictureAnewWhenTheCanvasWasLost(String mode) throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri(mode))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());

                page.run(
                        """
                        const { canvas } = window.pixelflux;
                        canvas.dispatchEvent(new Event('contextlost'));
                        canvas.getContext('2d').fillRect(0, 0, canvas.width, canvas.height);
                        """);
                awaitState(page, "canvas lost");
                picture(page, "canvas-lost");
                page.run("window.pixelflux.canvas.dispatchEvent(new Event('contextrestored'))");

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
                awaitState(page, "live");
            }
        }
    }

    @Test
    void worksBelowThePathOfAProxy() throws Exception {
        int port = FreePort.find();
        try (StillScreens screens = new StillScreens(withToken())) {
            screens.show("desk", Color.BLUE);
            URI server = URI.create(screens.url());
            Undertow proxy =
                    Undertow.builder()
                            .addHttpListener(port, "127.0.0.1")
                            .setHandler(
                                    Handlers.path()
                                            .addPrefixPath(
                                                    "/office/desk",
                                                    Handlers.proxyHandler(
                                                            new LoadBalancingProxyClient()
                                                                    .addHost(
                                                                            URI.create(
                                                                                    "http://127.0.0.1:"
                                                                                            + server
                                                                                                    .getPort())))))
                            .build();
            proxy.start();
            String path = "/office/desk/?session=desk#token=" + TOKEN;
            String url = "http://localhost:" + port + path;
            try (ViewerPage page = new ViewerPage(chromium.open(url))) {
                awaitState(page, "live");
                assertThat(color(page)).isEqualTo(Color.BLUE);
            } finally {
                proxy.stop();
            }
        }
    }

    private static ViewerAccess withToken() {
        return new ViewerAccess("127.0.0.1", new AccessToken(TOKEN), false);
    }

    private static String synthetic(String mode) {
        return "pixelflux:synthetic?width=640&height=480&mode=" + mode;
    }

    private static void awaitState(ViewerPage page, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page.stats()).containsEntry("state", state));
    }

    private static String notice(ViewerPage page) {
        return text(page, "notice");
    }

    private static String text(ViewerPage page, String id) {
        return (String) page.run("return document.getElementById(arguments[0]).textContent", id);
    }

    /** Of its middle, as JPEG has it. */
    private static Color color(ViewerPage page) {
        int shown =
                page.pixels(List.of(new Point(StillScreens.WIDTH / 2, StillScreens.HEIGHT / 2)))[0];
        return (shown & 0xff) > (shown >> 16) ? Color.BLUE : Color.RED;
    }

    private static void picture(ViewerPage page, String name) throws Exception {
        page.screenshot(Path.of(System.getProperty("screenshots"), "states", name + ".png"));
    }
}
