// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureSettings;
import org.pixelflux.H264Encoder;
import org.pixelflux.recording.ChangeIndex;
import org.pixelflux.recording.Recording;
import org.pixelflux.support.Ffprobe;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** A recording of a real X server's screen, as Firefox plays it. */
@Tag("nightly")
class FirefoxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> COLOURS = List.of(0x808080, 0x2060A0, 0xA04020);

    /** What a channel may be off: 4:2:0, and a quantiser for screens. */
    private static final int TOLERANCE = 8;

    /** Plays, looks at the middle of each picture, and reports in lines. */
    private static final String PAGE =
            """
            <!doctype html>
            <script type="module">
            const video = document.createElement('video');
            const event = (name) => new Promise((resolve, reject) => {
              video.addEventListener(name, resolve, {once: true});
              video.addEventListener('error', () => reject(video.error.message), {once: true});
            });
            const report = (lines) => fetch('report', {method: 'POST', body: lines.join('\\n')});
            try {
              const file = await (await fetch('desk.mp4')).blob();
              video.src = URL.createObjectURL(new Blob([file], {type: 'video/mp4'}));
              await event('loadeddata');
              const lines = [video.duration, video.videoWidth, video.videoHeight];
              const canvas = document.createElement('canvas');
              canvas.width = video.videoWidth;
              canvas.height = video.videoHeight;
              const context = canvas.getContext('2d');
              for (const time of [TIMES]) {
                video.currentTime = time;
                await event('seeked');
                context.drawImage(video, 0, 0);
                const pixel = context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
                lines.push((pixel[0] * 256 + pixel[1]) * 256 + pixel[2]);
              }
              await report(lines);
            } catch (e) {
              await report(['it does not play: ' + e]);
            }
            </script>
            """;

    /** No page of its own beside the one that it is given. */
    private static final String PREFERENCES =
            """
            user_pref("browser.aboutwelcome.enabled", false);
            user_pref("browser.shell.checkDefaultBrowser", false);
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
            """;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void playsWithItsTimesAndColours(H264Encoder encoder) throws Exception {
        Path file = directory.resolve("desk.mp4");
        try (XvfbDisplay display = XvfbDisplay.start(640, 480);
                X11Paint paint = new X11Paint(display.name())) {
            paint.fill(0, 0, 640, 480, COLOURS.get(0));
            CaptureSettings settings =
                    CaptureSettings.builder().display(display.name()).h264Encoder(encoder).build();
            try (Recording recording = Recording.to(file, settings)) {
                for (int colour : COLOURS) {
                    paint.fill(0, 0, 640, 480, colour);
                    int changes = COLOURS.indexOf(colour) + 1;
                    await().atMost(PATIENCE)
                            .until(() -> ChangeIndex.of(file).changes().size() >= changes);
                }
                assertThat(recording.isRunning()).isTrue();
            }
        }
        List<ChangeIndex.Change> changes = ChangeIndex.of(file).changes();
        assertThat(changes).hasSize(COLOURS.size());

        List<String> lines = played(file, changes);

        assertThat(lines).as("%s", lines).hasSize(3 + COLOURS.size());
        assertThat(Double.parseDouble(lines.get(0))).isCloseTo(Ffprobe.seconds(file), within(0.01));
        assertThat(lines.subList(1, 3)).containsExactly("640", "480");
        for (int i = 0; i < COLOURS.size(); i++) {
            assertSameColour(Integer.parseInt(lines.get(3 + i)), COLOURS.get(i));
        }
    }

    private static void assertSameColour(int shown, int painted) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(shown >> shift & 0xFF)
                    .as("%06x is to be %06x", shown, painted)
                    .isCloseTo(painted >> shift & 0xFF, within(TOLERANCE));
        }
    }

    /** What the page reports of the file and of its pictures at these changes. */
    private List<String> played(Path file, List<ChangeIndex.Change> changes) throws Exception {
        String times =
                changes.stream()
                        .map(change -> String.valueOf(change.time().toNanos() / 1e9 + 0.001))
                        .collect(Collectors.joining(", "));
        byte[] page = PAGE.replace("TIMES", times).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<String> report = new CompletableFuture<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, "text/html", page));
        server.createContext(
                "/desk.mp4", exchange -> answer(exchange, "video/mp4", Files.readAllBytes(file)));
        server.createContext(
                "/report",
                exchange -> {
                    byte[] lines = exchange.getRequestBody().readAllBytes();
                    answer(exchange, "text/plain", new byte[0]);
                    report.complete(new String(lines, StandardCharsets.UTF_8));
                });
        server.start();
        Process firefox = firefox("http://localhost:" + server.getAddress().getPort() + "/");
        try {
            return report.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).lines().toList();
        } finally {
            List<ProcessHandle> children = firefox.descendants().toList();
            firefox.destroy();
            firefox.waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Process firefox(String url) throws IOException {
        Path profile = Files.createDirectory(directory.resolve("profile"));
        Files.writeString(profile.resolve("user.js"), PREFERENCES);
        ProcessBuilder command =
                new ProcessBuilder(
                        "firefox-esr",
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        url);
        command.environment().putAll(Map.of("HOME", directory.toString(), "LC_ALL", "C.UTF-8"));
        return command.redirectErrorStream(true)
                .redirectOutput(directory.resolve("firefox.log").toFile())
                .start();
    }
}
