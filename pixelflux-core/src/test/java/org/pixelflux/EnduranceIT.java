// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.ProcessResources;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.StripeDecoder;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** The same again and again, and many at once. What one of them left behind would add up. */
class EnduranceIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofMillis(700);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    private static CaptureSettings.Builder of(XvfbDisplay display) {
        return CaptureSettings.builder().display(display.name());
    }

    @Test
    void twoHundredCapturesLeaveNothingBehind() throws IOException {
        capturesLeaveNothingBehind(200);
    }

    @Test
    @Tag("nightly")
    void aThousandCapturesLeaveNothingBehind() throws IOException {
        capturesLeaveNothingBehind(1000);
    }

    private static void capturesLeaveNothingBehind(int count) throws IOException {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480)) {
            captures(display, 100);
            ProcessResources before = ProcessResources.now();
            long mebibytes = residentMebibytes();

            for (int done = 0; done < count; done += 100) {
                captures(display, 100);
                // Otherwise the collector alone decides when the buffers of closed captures go.
                System.gc();
            }

            assertThat(NativeCapture.liveSessions0()).isZero();
            assertThat(ProcessResources.now()).isEqualTo(before);
            // If each of 200 left its picture behind, that would be 234 MiB.
            assertThat(residentMebibytes() - mebibytes).isLessThan(150);
        }
    }

    private static void captures(XvfbDisplay display, int count) {
        for (int i = 0; i < count; i++) {
            Codec codec = i % 2 == 0 ? Codec.JPEG : Codec.H264;
            try (FrameReader capture =
                    FrameReader.open(of(display).set("mode", codec.word()).build())) {
                assertThat(capture.next(LONG).id()).isZero();
            }
        }
    }

    private static long residentMebibytes() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        }
    }

    @Test
    void followsTwentyResizes() throws Exception {
        followsResizes(20);
    }

    @Test
    @Tag("nightly")
    void followsTwoHundredResizes() throws Exception {
        followsResizes(200);
    }

    private void followsResizes(int count) throws Exception {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480);
                StripeDecoder decoder = new StripeDecoder()) {
            thread.submit(() -> display.resize(320, 240)).get();
            ProcessResources before = ProcessResources.now();
            CaptureSettings settings = of(display).autoAdjustSize(true).build();
            Picture last = SmoothPicture.coloured(640, 480, 5);
            try (FrameReader capture = FrameReader.open(settings)) {
                Future<?> resizing =
                        thread.submit(
                                () -> {
                                    for (int i = 1; i <= count / 2; i++) {
                                        display.resize(320 + 2 * (i % 8), 240 + i % 16);
                                        display.resize(640, 480);
                                    }
                                    try (X11Paint paint = new X11Paint(display.name())) {
                                        paint.image(0, 0, last);
                                    }
                                });
                while (!resizing.isDone()) {
                    decoder.draw(capture.next(QUIET));
                }
                resizing.get();
                decoder.awaitPicture(
                        capture,
                        picture -> {
                            assertThat(picture.area()).isEqualTo(last.area());
                            assertThat(picture.worstLumaPsnr(last, 16)).isGreaterThan(35);
                        });
            }
            assertThat(ProcessResources.now()).isEqualTo(before);
        }
    }

    @Test
    void fiftyCapturesAtOnceSeeTheirOwnPartEach() {
        try (XvfbDisplay display = XvfbDisplay.start(1000, 500);
                X11Paint paint = new X11Paint(display.name())) {
            Picture screen = SmoothPicture.coloured(1000, 500, 2);
            paint.image(0, 0, screen);
            ProcessResources before = ProcessResources.now();
            List<FrameReader> open = new ArrayList<>();
            List<Area> regions = new ArrayList<>();
            try {
                for (int i = 0; i < 50; i++) {
                    Area region = new Area(i % 10 * 100, i / 10 * 100, 100, 100);
                    regions.add(region);
                    open.add(
                            FrameReader.open(
                                    of(display)
                                            .mode(i % 2 == 0 ? CaptureMode.JPEG : CaptureMode.H264)
                                            .x(region.x())
                                            .y(region.y())
                                            .width(region.width())
                                            .height(region.height())
                                            .build()));
                }
                assertThat(NativeCapture.liveSessions0()).isEqualTo(50);
                for (int i = 0; i < 50; i++) {
                    try (StripeDecoder decoder = new StripeDecoder()) {
                        decoder.draw(open.get(i).next(LONG));
                        Picture part = screen.crop(regions.get(i));
                        assertThat(decoder.picture().worstLumaPsnr(part, 16))
                                .as("%s", regions.get(i))
                                .isGreaterThan(32);
                    }
                }
            } finally {
                open.forEach(FrameReader::close);
            }
            assertThat(ProcessResources.now()).isEqualTo(before);
        }
    }

    @RepeatedTest(3)
    void aServerThatDiesInMidGrabIsAnError() throws Exception {
        readUntilTheServerDies();
    }

    @RepeatedTest(20)
    @Tag("nightly")
    void twentyServersThatDieInMidGrabAreErrors() throws Exception {
        readUntilTheServerDies();
    }

    /** Without DAMAGE it grabs all the time: half of these servers die while they are read. */
    private void readUntilTheServerDies() throws Exception {
        XvfbDisplay display = XvfbDisplay.start(1280, 720, "-extension", "DAMAGE");
        CaptureSettings settings = of(display).fps(240).build();
        try (FrameReader capture = FrameReader.open(settings)) {
            assertThat(capture.next(LONG).id()).isZero();
            Future<Frame> waiting = thread.submit(() -> capture.next());
            await().until(capture::isInNext);

            display.kill();

            assertThat(waiting)
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            PixelfluxException.class,
                            e -> assertThat(e.isRetryable()).as(e.toString()).isTrue());
        }
        assertThat(NativeCapture.liveSessions0()).isZero();
    }

    @Test
    void aJvmThatIsKilledLeavesNoSharedMemory() throws Exception {
        try (XvfbDisplay display = XvfbDisplay.start(640, 480)) {
            Process program =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    HoldingProgram.class.getName(),
                                    display.name())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (BufferedReader output = program.inputReader()) {
                assertThat(output.readLine()).isEqualTo("frame 0");
                assertThat(sharedWith(display)).as("while it captures").isNotEmpty();

                program.destroyForcibly().waitFor();

                await().untilAsserted(() -> assertThat(sharedWith(display)).isEmpty());
            } finally {
                program.destroyForcibly();
            }
        }
    }

    /** What captures share with the server. Nothing else holds it once their process is gone. */
    private static List<String> sharedWith(XvfbDisplay display) {
        return ProcessResources.memoryFilesOf(display.pid());
    }

    /** As in an application server that runs two applications, each with this library. */
    @Test
    void twoClassLoadersHaveALibraryEachAndLeaveNothingBehind() throws Exception {
        List<String> before = librariesThatAreOpen();
        captureInTwoClassLoaders();
        await().atMost(LONG)
                .untilAsserted(
                        () -> {
                            System.gc(); // only then a class loader goes, and with it its library
                            assertThat(librariesThatAreOpen()).hasSameSizeAs(before);
                        });
    }

    /** Descriptors of files that the library may load later. */
    private static List<String> librariesThatAreOpen() throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                try {
                    String file = Files.readSymbolicLink(descriptor).toString();
                    if (file.contains("libpixelflux_")) {
                        open.add(file);
                    }
                } catch (NoSuchFileException e) {
                    continue; // that of this list, or closed meanwhile
                }
            }
        }
        return open;
    }

    private static void captureInTwoClassLoaders() throws Exception {
        try (URLClassLoader one = applicationLoader();
                URLClassLoader other = applicationLoader()) {
            for (URLClassLoader loader : List.of(one, other)) {
                Class<?> library = loader.loadClass(Pixelflux.class.getName());
                assertThat(library).isNotEqualTo(Pixelflux.class);
                library.getMethod("ensureAvailable").invoke(null);
                // It captures with both codecs, and throws if that fails.
                Class<?> program = loader.loadClass(LoaderProgram.class.getName());
                var main = program.getMethod("main", String[].class);
                main.setAccessible(true);
                main.invoke(null, (Object) new String[0]);
            }
        }
    }

    private static URLClassLoader applicationLoader() {
        URL[] places =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(EnduranceIT::url)
                        .toArray(URL[]::new);
        return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String place) {
        try {
            return Path.of(place).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
