// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.cookbook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.pixelflux.CaptureSettings;

/** Videos of tests with Selenium. */
@Timeout(300)
@Tag("nightly")
class FailedTestVideoIT {

    private static Screen shown;
    private static Path videos;

    @TempDir private Path directory;

    /** Tests of pages: one fails, one passes, one is aborted. */
    static class Page {

        @RegisterExtension
        static final FailedTestVideo VIDEO =
                new FailedTestVideo(
                        videos, CaptureSettings.builder().display(shown.name()).fps(15).build());

        private final ChromeDriver browser = open();

        private static ChromeDriver open() {
            ChromeOptions options = new ChromeOptions();
            options.addArguments("--no-sandbox", "--window-position=0,0", "--window-size=640,480");
            options.setBinary("/usr/bin/chromium");
            return new ChromeDriver(
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                            .withEnvironment(Map.of("DISPLAY", shown.name()))
                            .build(),
                    options);
        }

        @AfterEach
        void close() {
            browser.quit();
        }

        @Test
        void fails() {
            browser.get("data:text/html,<title>wrong</title><body bgcolor=red>");
            await().atMost(Duration.ofMinutes(1)).until(() -> showsRed(kept().get(0)));
            assertThat(browser.getTitle()).isEqualTo("right");
        }

        @Test
        void passes() {
            browser.get("data:text/html,<title>right</title>");
            assertThat(browser.getTitle()).isEqualTo("right");
        }

        @Test
        void isAborted() {
            Assumptions.abort();
        }
    }

    @Test
    void onlyTheTestThatFailsLeavesAVideo() throws Exception {
        videos = directory.resolve("videos");
        try (Screen screen = new Screen()) {
            shown = screen;
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Page.class))
                    .execute()
                    .testEvents()
                    .assertStatistics(counts -> counts.succeeded(1).failed(1).aborted(1));
        }
        assertThat(kept()).hasSize(1);
        Path video = kept().get(0);
        String entries = "-show_entries stream=codec_name,width,height -of csv=p=0 ";
        String stream = new String(said("ffprobe -v error " + entries + video), US_ASCII);
        assertThat(stream.strip()).isEqualTo("h264,640,480");
        assertThat(showsRed(video)).isTrue();
        try (Stream<Path> all = Files.list(videos)) {
            assertThat(all).hasSize(2); // The video and its index.
        }
    }

    private static List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(videos)) {
            return all.filter(file -> file.toString().matches(".*/Page-fails-\\w+\\.mp4")).toList();
        }
    }

    /** Whether a picture of the video, as ffmpeg decodes it, has the page's colour. */
    private static boolean showsRed(Path video) throws Exception {
        String pixel = " -vf format=rgb24,crop=1:1:320:400 -f rawvideo -";
        byte[] pixels = said("ffmpeg -v error -i " + video + pixel);
        for (int at = 0; at + 2 < pixels.length; at += 3) {
            if ((pixels[at] & 255) > 200 && (pixels[at + 1] & 255) < 60) {
                return true;
            }
        }
        return false;
    }

    private static byte[] said(String command) throws Exception {
        Process process =
                new ProcessBuilder(command.split(" "))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        process.waitFor();
        return said;
    }
}
