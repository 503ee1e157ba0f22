// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.FreePort;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.PaintedFilm;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.ViewerPage;

/** A film that plays within text: in mode mixed the page decodes it as video. */
class PageFilmsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WIDTH = 832;
    private static final int HEIGHT = 480;

    /** Its codec works in even sides, and this is no such place. */
    private static final Area FILM = new Area(301, 151, 403, 225);

    private static final int TILE_WIDTH = 32;
    private static final int TILE_HEIGHT = 16;

    /** What H.264 leaves of the film's smooth pictures, in dB; two of them have 15 together. */
    private static final double PSNR = 30;

    /** Decoders that take everything, and give pictures only without hardware. */
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
              flush() {
                return this.real.flush();
              }
              close() {
                this.real.close();
              }
              static isConfigSupported({ hardwareAcceleration, ...config }) {
                return Real.isConfigSupported(config);
              }
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

    /** {@code window.mishap} may change a message with video, or make it vanish. */
    private static final String MISHAPS =
            """
            const listen = WebSocket.prototype.addEventListener;
            const video = (data) => {
              const view = new DataView(data);
              let at = 80 + 28 * view.getUint32(68);
              for (let i = 80; i < 80 + 28 * view.getUint32(68); i += 28) {
                if (view.getUint8(i + 8) === 2) {
                  return new Uint8Array(data, at, view.getUint32(i + 24));
                }
                at += view.getUint32(i + 24);
              }
              return null;
            };
            WebSocket.prototype.addEventListener = function (type, listener) {
              listen.call(this, type, type !== 'message' ? listener : (event) => {
                let { data } = event;
                if (window.mishap && data instanceof ArrayBuffer && video(data) !== null) {
                  const happens = window.mishap;
                  window.mishap = null;
                  data = happens(data, video(data));
                }
                if (data !== null) {
                  listener({ data });
                }
              });
            };
            """;

    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    private Picture screen;
    private XvfbDisplay display;
    private X11Paint paint;

    @BeforeEach
    void paintText() {
        screen = text();
        display = XvfbDisplay.start(WIDTH, HEIGHT);
        paint = new X11Paint(display.name());
        paint.image(0, 0, screen);
    }

    @AfterEach
    void closeDisplay() {
        paint.close();
        display.close();
    }

    private String uri() {
        return "pixelflux:screen?mode=mixed&videoRectangles=true&autoAdjustSize=true&display="
                + display.name();
    }

    @Test
    void showsFilmsAndTextAroundThemExactly() throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), uri())) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()));
                    PaintedFilm film = new PaintedFilm(display.name(), FILM)) {
                awaitVideo(page, 0);
                for (int i = 0; i < 10; i++) {
                    awaitFilm(page, film);
                    awaitVideo(page, videos(page));
                }
                page.screenshot(Path.of(System.getProperty("screenshots"), "mixed-film.png"));
                try (ViewerPage late = new ViewerPage(chromium.open(server.url()))) {
                    awaitVideo(late, 0);
                    awaitFilm(late, film);
                }
                awaitRest(page, film);
                assertThat(page.stats())
                        .containsEntry("state", "live")
                        .containsEntry("gaps", 0L)
                        .containsEntry("decoderErrors", 0L);
            }
        }
    }

    @Test
    void followsAScreenThatIsResizedWhileAFilmPlays() throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), uri())) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()));
                    PaintedFilm film = new PaintedFilm(display.name(), FILM)) {
                awaitVideo(page, 0);
                awaitFilm(page, film);
                for (int height : new int[] {400, HEIGHT}) {
                    display.resize(WIDTH, height);
                    Picture all = text();
                    screen = all.crop(new Area(0, 0, WIDTH, height));
                    paint.image(0, 0, screen);
                    await().atMost(PATIENCE).until(() -> page.count("height") == height);
                    awaitVideo(page, videos(page));
                    awaitFilm(page, film);
                }
                awaitRest(page, film);
            }
        }
    }

    @Test
    void asksForARefreshWhenAPictureOfAFilmIsLost() throws Exception {
        asksForARefreshAfter("window.mishap = () => null");
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.mishap = () => new ArrayBuffer(3)",
                "window.mishap = (data, video) => { video.fill(0xff, 5); return data; }"
            })
    void asksForARefreshWhenAPictureOfAFilmIsBroken(String mishap) throws Exception {
        asksForARefreshAfter(mishap);
    }

    private void asksForARefreshAfter(String mishap) throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), uri())) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), MISHAPS));
                    PaintedFilm film = new PaintedFilm(display.name(), FILM)) {
                awaitVideo(page, 0);
                awaitFilm(page, film);

                page.run(mishap);
                await().atMost(PATIENCE).until(() -> page.count("refreshRequests") > 0);
                long before = page.count("frames");
                await().atMost(PATIENCE).until(() -> page.count("frames") > before + 10);
                awaitFilm(page, film);
                awaitVideo(page, videos(page));
                awaitRest(page, film);
                assertThat(page.count("gaps") + page.count("decoderErrors")).isLessThan(3);
                assertThat(page.count("keyFrameRequests")).isZero();
            }
        }
    }

    @Test
    void decodesWithoutHardwareWhenADecoderGivesNothing() throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), uri())) {
            server.start();
            try (ViewerPage page =
                            new ViewerPage(
                                    chromium.open(server.url(), DECODERS_THAT_GIVE_NOTHING));
                    PaintedFilm film = new PaintedFilm(display.name(), FILM)) {
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        page.run(
                                                        "return document.getElementById('codec')"
                                                                + ".textContent")
                                                .equals("mixed (software)"));
                awaitFilm(page, film);
                awaitVideo(page, videos(page));
                awaitRest(page, film);
                assertThat(page.count("decoderStalls")).isPositive();
            }
        }
    }

    @Test
    void saysWhatHelpsWhereFilmsCannotBeDecodedAndShowsTheScreenWithoutThem() throws Exception {
        showsTheScreenWithoutFilms(DECODERS_WITHOUT_H264);
    }

    @Tag("nightly")
    @Test
    void saysWhatHelpsWhereDecodingFilmsFailsAndShowsTheScreenWithoutThem() throws Exception {
        showsTheScreenWithoutFilms(DECODERS_THAT_FAIL);
    }

    private void showsTheScreenWithoutFilms(String decoders) throws Exception {
        try (PageServer server = new PageServer(FreePort.find(), uri())) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url(), decoders));
                    PaintedFilm film = new PaintedFilm(display.name(), FILM)) {
                awaitState(page, "cannot decode");
                assertThat(notice(page)).contains("This browser", "--videoRectangles false");
                assertCostsNothing(page);
                awaitRest(page, film);
                awaitState(page, "live");
            }
        }
    }

    @Test
    void saysThatPlainHttpKeepsTheBrowserFromDecodingFilms() throws Exception {
        ViewerAccess access =
                new ViewerAccess("127.0.0.1", new AccessToken("0123456789abcdef"), false);
        try (PageServer server = new PageServer(FreePort.find(), uri(), access)) {
            server.start();
            String url = server.url().replace("localhost", "kiosk.example");
            try (ViewerPage page = new ViewerPage(chromium.open(url));
                    PaintedFilm film = new PaintedFilm(display.name(), FILM)) {
                awaitState(page, "cannot decode");
                assertThat(notice(page))
                        .contains("https", "--tls", "--videoRectangles false")
                        .doesNotContain("This browser");
                page.screenshot(
                        Path.of(System.getProperty("screenshots"), "states", "film-http.png"));
                assertCostsNothing(page);
                awaitRest(page, film);
                awaitState(page, "live");
            }
        }
    }

    /** Whatever comes, the page soon asks for nothing that would be of no use to it. */
    private static void assertCostsNothing(ViewerPage page) {
        long asked = asked(page);
        assertThat(asked).isLessThan(10);
        awaitVideo(page, videos(page) + 50);
        assertThat(asked(page)).isEqualTo(asked);
    }

    /** How often it asked for a picture: for a whole one as long as it has shown none. */
    private static long asked(ViewerPage page) {
        return page.count("refreshRequests") + page.count("keyFrameRequests");
    }

    /** More video than that has come. */
    private static void awaitVideo(ViewerPage page, long before) {
        await().atMost(PATIENCE).until(() -> videos(page) > before);
    }

    private static long videos(ViewerPage page) {
        if (!(page.stats().get("rectangles") instanceof Iterable<?> kinds)) {
            return 0;
        }
        for (Object kind : kinds) {
            if (((Map<?, ?>) kind).get("name").equals("video")) {
                return ((Number) ((Map<?, ?>) kind).get("count")).longValue();
            }
        }
        return 0;
    }

    /**
     * The canvas shows one of the film's pictures, and the screen around it, bit for bit. What lies
     * beside a film in a tile that it fills in part may be an image until the film ends.
     */
    private void awaitFilm(ViewerPage page, PaintedFilm film) {
        Area tiles =
                new Area(
                        FILM.x() / TILE_WIDTH * TILE_WIDTH,
                        FILM.y() / TILE_HEIGHT * TILE_HEIGHT,
                        FILM.width() / TILE_WIDTH * TILE_WIDTH + 2 * TILE_WIDTH,
                        FILM.height() / TILE_HEIGHT * TILE_HEIGHT + 2 * TILE_HEIGHT);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            Picture shown = page.picture();
                            assertThat(shown.area()).isEqualTo(screen.area());
                            assertThat(film.psnr(shown)).isGreaterThan(PSNR);
                            shown.draw(
                                    screen.crop(tiles),
                                    tiles.x(),
                                    tiles.y(),
                                    tiles.width(),
                                    tiles.height());
                            assertThat(differences(shown)).isEmpty();
                        });
    }

    /** The film stops, and the canvas becomes the screen, bit for bit. */
    private void awaitRest(ViewerPage page, PaintedFilm film) {
        Picture last = film.stop();
        screen.draw(last, FILM.x(), FILM.y(), FILM.width(), FILM.height());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            Picture shown = page.picture();
                            assertThat(shown.area()).isEqualTo(screen.area());
                            assertThat(differences(shown)).isEmpty();
                        });
    }

    /** Where a picture of the screen's size is not the screen; empty if it is. */
    private String differences(Picture shown) {
        int count = 0;
        int left = WIDTH;
        int top = HEIGHT;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < screen.height(); y++) {
            for (int x = 0; x < screen.width(); x++) {
                if (shown.get(x, y) != screen.get(x, y)) {
                    count++;
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        return count == 0
                ? ""
                : count + " pixels from " + left + "," + top + " to " + right + "," + bottom;
    }

    private static void awaitState(ViewerPage page, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page.stats()).containsEntry("state", state));
    }

    private static String notice(ViewerPage page) {
        return (String) page.run("return document.getElementById('notice').textContent");
    }

    /** Lines of black letters. */
    private static Picture text() {
        Random random = new Random(11);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xf0f0e8));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 14));
        for (int y = 14; y < HEIGHT; y += 18) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < WIDTH / 9; i++) {
                line.append((char) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26)));
            }
            pen.drawString(line.toString(), 4, y);
        }
        pen.dispose();
        return Picture.of(image);
    }
}
