// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.support.FreePort;
import org.pixelflux.web.support.Painted;
import org.pixelflux.web.support.SharedChromium;
import org.pixelflux.web.support.TestCertificate;
import org.pixelflux.web.support.ViewerPage;

/** What a real browser shows of a real X server's screen. */
class PagePictureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension static final SharedChromium chromium = new SharedChromium();

    @ParameterizedTest
    @CsvSource({
        "h264, 1366, 767",
        "h264, 1281, 51",
        "jpeg, 1366, 767",
        "mixed, 1366, 767",
    })
    void showsTheColoursOfTheScreenToItsLastPixel(String mode, int width, int height)
            throws Exception {
        showsTheColours(mode, width, height);
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({
        "h264, 1280, 720",
        "jpeg, 1280, 720",
        "jpeg, 1281, 51",
        "mixed, 1280, 720",
        "mixed, 1281, 51"
    })
    void showsTheColoursOfScreensOfOtherSizes(String mode, int width, int height) throws Exception {
        showsTheColours(mode, width, height);
    }

    private static void showsTheColours(String mode, int width, int height) throws Exception {
        try (Painted screen = new Painted(width, height);
                PageServer server = new PageServer(FreePort.find(), screen.uri(mode))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitPicture(screen, page);

                assertThat(page.stats()).containsEntry("state", "live").containsEntry("mode", mode);
                page.screenshot(
                        Path.of(
                                System.getProperty("screenshots"),
                                String.format(Locale.ROOT, "%s-%dx%d.png", mode, width, height)));
            }
        }
    }

    @Test
    void switchesCodecAndQuality() throws Exception {
        int port = FreePort.find();
        ViewerAccess access = new ViewerAccess("127.0.0.1", AccessToken.random(), true);
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(port, screen.uri("h264"), access)) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitPicture(screen, page);
                assertThat(page.stats()).containsEntry("mode", "h264");

                page.click("#modes button[value=jpeg]");
                await().atMost(PATIENCE).until(() -> "jpeg".equals(page.stats().get("mode")));
                page.click("#qualities button[value=high]");
                screen.recolor(0, 0x2060A0);

                awaitPicture(screen, page);
                page.click("#modes button[value=mixed]");
                await().atMost(PATIENCE).until(() -> "mixed".equals(page.stats().get("mode")));
                screen.recolor(0, 0xA06020);
                awaitPicture(screen, page);
                page.screenshot(Path.of(System.getProperty("screenshots"), "switches.png"));
                page.click("#modes button[value=h264]");
                await().atMost(PATIENCE).until(() -> "h264".equals(page.stats().get("mode")));
                awaitPicture(screen, page);
                page.click("#modes button[value=mixed]");
                await().atMost(PATIENCE).until(() -> "mixed".equals(page.stats().get("mode")));
                awaitPicture(screen, page);
            }
        }
    }

    @Test
    void comesThroughTlsToo(@TempDir Path directory) throws Exception {
        int port = FreePort.find();
        Certificate certificate = TestCertificate.in(directory);
        ViewerAccess access =
                new ViewerAccess("127.0.0.1", AccessToken.random(), false, 1, certificate);
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(port, screen.uri("h264"), access)) {
            server.start();
            assertThat(server.url()).startsWith("https://localhost:");
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitPicture(screen, page);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"h264FullFrame=true&h264FullColor=true", "rateControl=cbr&bitrateKbps=8000"})
    void showsVideo(String options) throws Exception {
        showsVideoWith(options);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "h264FullColor=true",
                "h264FullFrame=true",
                "h264StreamingMode=true",
                "usePaintOverQuality=true"
            })
    void showsVideoOfOtherKinds(String options) throws Exception {
        showsVideoWith(options);
    }

    private static void showsVideoWith(String options) throws Exception {
        try (Painted screen = new Painted(1366, 767);
                PageServer server =
                        new PageServer(FreePort.find(), screen.uri("h264&h264Crf=12&" + options))) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                awaitPicture(screen, page);
                screen.recolor(3, 0x3050A0);
                screen.recolor(17, 0x20A080);
                awaitPicture(screen, page);

                assertThat(page.stats())
                        .containsEntry("gaps", 0L)
                        .containsEntry("decoderErrors", 0L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "jpeg", "mixed"})
    void showsAStillScreenToAPageThatComesLateAndItsChangesToAll(String mode) throws Exception {
        try (Painted screen = new Painted(1280, 720);
                PageServer server = new PageServer(FreePort.find(), screen.uri(mode))) {
            server.start();
            try (ViewerPage early = new ViewerPage(chromium.open(server.url()))) {
                awaitPicture(screen, early);
                try (ViewerPage late = new ViewerPage(chromium.open(server.url()))) {
                    awaitPicture(screen, late);

                    screen.recolor(3, 0x3050A0);
                    awaitPicture(screen, early);
                    awaitPicture(screen, late);

                    screen.recolor(3, 0xD0A040);
                    screen.recolor(17, 0x20A080);
                    awaitPicture(screen, late);
                    awaitPicture(screen, early);

                    assertThat(early.stats()).containsEntry("gaps", 0L);
                    assertThat(late.stats())
                            .containsEntry("gaps", 0L)
                            .containsEntry("decoderErrors", 0L);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "jpeg", "mixed"})
    void measuresFramesBytesAndLatency(String mode) throws Exception {
        try (PageServer server =
                new PageServer(
                        FreePort.find(),
                        "pixelflux:synthetic?width=640&height=480&fps=20&mode=" + mode)) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> {
                                    // No more than are captured, but for what a busy machine
                                    // held up and shows at once.
                                    assertThat(number(page, "framesPerSecond"))
                                            .isBetween(0.1, 40.0);
                                    assertThat(number(page, "latency")).isPositive();
                                    assertThat(number(page, "bytesPerSecond")).isPositive();
                                });
            }
        }
    }

    @Test
    void hidesTheOverlayAndShowsThePicturePixelByPixel() throws Exception {
        try (PageServer server =
                new PageServer(
                        FreePort.find(), "pixelflux:synthetic?width=2560&height=1440&fps=5")) {
            server.start();
            try (ViewerPage page = new ViewerPage(chromium.open(server.url()))) {
                await().atMost(PATIENCE).until(() -> page.count("frames") > 0);
                assertThat(shownWidth(page)).isLessThan(1281);

                page.press("1");
                assertThat(shownWidth(page)).isEqualTo(2560);
                page.press("1");
                assertThat(shownWidth(page)).isLessThan(1281);

                page.press("o");
                assertThat(page.run("return document.getElementById('overlay').hidden"))
                        .isEqualTo(true);
                page.press("o");
                assertThat(page.run("return document.getElementById('overlay').hidden"))
                        .isEqualTo(false);
            }
        }
    }

    private static double shownWidth(ViewerPage page) {
        return ((Number) page.run("return window.pixelflux.canvas.getBoundingClientRect().width"))
                .doubleValue();
    }

    private static double number(ViewerPage page, String name) {
        return page.stats().get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static void awaitPicture(Painted screen, ViewerPage page) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(screen.differences(page)).isEmpty());
    }
}
