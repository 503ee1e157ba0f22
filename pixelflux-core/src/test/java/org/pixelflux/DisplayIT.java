// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.pixelflux.support.Patience.PATIENCE;

import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** What can be chosen of a real display, and captures of that. */
class DisplayIT {

    private final XvfbDisplay server = XvfbDisplay.start(800, 600);
    private final Display display = Display.named(server.name());
    private final List<Process> programs = new ArrayList<>();

    @AfterEach
    void end() {
        programs.forEach(Process::destroyForcibly);
        server.close();
    }

    private Process run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DISPLAY", server.name());
        Process program =
                builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
        programs.add(program);
        return program;
    }

    private void xrandr(String arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("xrandr"));
        words.addAll(Arrays.asList(arguments.split(" ")));
        assertThat(run(words.toArray(String[]::new)).waitFor()).isZero();
    }

    /** A program with a black figure in a white window, which it has drawn when this returns. */
    private Display.Window logo(String title, String geometry) throws Exception {
        List<Display.Window> before = display.windows();
        run("xlogo", "-title", title, "-geometry", geometry, "-bw", "0", "-bg", "white");
        await().until(() -> display.windows().size() > before.size());
        Display.Window shown =
                display.windows().stream()
                        .filter(window -> !before.contains(window))
                        .findFirst()
                        .orElseThrow();
        CaptureSettings settings = settings().windowId(shown.id()).build();
        await().until(() -> hasBlack(Picture.of(ScreenCapture.snapshot(settings))));
        return shown;
    }

    private static boolean hasBlack(Picture picture) {
        for (int x = 0; x < picture.width(); x++) {
            if (picture.get(x, picture.height() / 2) == 0) {
                return true;
            }
        }
        return false;
    }

    private static void assertSame(Picture actual, Picture expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        assertThat(actual.largestError(expected, expected.area())).isZero();
    }

    private CaptureSettings.Builder settings() {
        return CaptureSettings.builder().display(server.name());
    }

    @Test
    void listsTheDisplaysAtWhichAServerListens() {
        assertThat(Display.all()).contains(display);
        try (XvfbDisplay gone = XvfbDisplay.startApart(64, 64)) {
            assertThat(Display.all()).contains(Display.named(gone.name()));
            gone.kill();
            assertThat(Display.all()).doesNotContain(Display.named(gone.name()));
        }
    }

    @Test
    void listsAndCapturesMonitors() throws Exception {
        xrandr("--setmonitor LEFT 400/100x600/150+0+0 screen");
        xrandr("--setmonitor RIGHT 320/80x240/60+450+200 none");
        assertThat(display.monitors())
                .extracting(Display.Monitor::name)
                .containsExactly("LEFT", "RIGHT");
        Display.Monitor right = display.monitors().get(1);
        assertThat(right)
                .isEqualTo(
                        new Display.Monitor(
                                "RIGHT", 450, 200, 320, 240, 1, right.refreshHz(), false));

        Picture chart = new TestChart(800, 600).picture();
        try (X11Paint paint = new X11Paint(server.name())) {
            paint.image(0, 0, chart);
            Picture shown =
                    Picture.of(
                            ScreenCapture.snapshot(
                                    settings().monitor("RIGHT").x(20).y(10).build()));
            Picture expected = chart.crop(new Area(470, 210, 300, 230));
            assertThat(shown.width()).isEqualTo(300);
            assertThat(shown.height()).isEqualTo(230);
            assertThat(shown.largestError(expected, expected.area())).isZero();
        }
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> FrameReader.open(settings().monitor("HDMI-1").build()))
                .withMessageContaining("LEFT, RIGHT")
                .matches(PixelfluxException::isRetryable);
    }

    @Test
    void listsAndCapturesWindows() throws Exception {
        Display.Window notes = logo("Notes", "200x150+30+40");
        assertThat(notes)
                .isEqualTo(new Display.Window(notes.id(), "Notes", "XLogo", 30, 40, 200, 150));
        CaptureSettings place = settings().x(30).y(40).width(200).height(150).build();
        for (CaptureSettings.Builder chosen :
                List.of(settings().windowTitle("Notes"), settings().windowId(notes.id()))) {
            CaptureSettings window = chosen.build();
            // The program may still be drawing.
            await().untilAsserted(
                            () ->
                                    assertSame(
                                            Picture.of(ScreenCapture.snapshot(window)),
                                            Picture.of(ScreenCapture.snapshot(place))));
        }
        Picture seen = Picture.of(ScreenCapture.snapshot(place));
        assertThat(hasBlack(seen)).isTrue();
        logo("Cover", "800x600+0+0");
        try (ChangeReader covered = ChangeReader.open(settings().windowTitle("Notes").build())) {
            // Its program draws it anew first.
            do {
                assertThat(covered.next(PATIENCE).isEmpty()).isFalse();
            } while (Picture.of(covered.picture().image()).largestError(seen, seen.area()) != 0);
        }
        assertThat(hasBlack(Picture.of(ScreenCapture.snapshot(settings().build())))).isTrue();
        logo("Notes", "100x100+500+400");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameReader.open(settings().windowTitle("Notes").build()))
                .withMessageContaining(Long.toString(notes.id()));
    }

    @Test
    void aWindowThatIsClosedEndsItsCaptureWithACodeOfItsOwn() throws Exception {
        Display.Window notes = logo("Notes", "200x150+30+40");
        CaptureSettings settings = settings().windowTitle("Notes").build();
        try (FrameReader reader = FrameReader.open(settings)) {
            assertThat(reader.next(PATIENCE).width()).isEqualTo(200);
            assertThat(reader.description().place()).contains(Long.toString(notes.id()));
            programs.get(0).destroy();
            assertThatExceptionOfType(PixelfluxException.class)
                    .isThrownBy(
                            () -> {
                                while (reader.next() != null) {
                                    // what it drew last
                                }
                            })
                    .matches(failure -> failure.code() == PixelfluxException.Code.WINDOW);
        }
    }

    @Test
    void aCaptureOfAScreenDescribesItself() {
        try (FrameReader reader = FrameReader.open(settings().encoderThreads(2).build())) {
            Frame frame = reader.next(PATIENCE);
            CaptureDescription description = reader.description();
            assertThat(description.source()).isEqualTo(Source.SCREEN);
            assertThat(description.place()).contains(server.name());
            assertThat(description.reading()).isEqualTo("MIT-SHM by file descriptor");
            assertThat(description.changes()).isEqualTo("XDAMAGE");
            assertThat(description.declined()).isEmpty();
            assertThat(description.width()).isEqualTo(800);
            assertThat(description.height()).isEqualTo(600);
            assertThat(description.encoder()).startsWith("libjpeg-turbo ");
            assertThat(description.threads()).isEqualTo(2);
            CaptureCounters counters = reader.counters();
            assertThat(counters.frames()).isEqualTo(1);
            assertThat(counters.bytes())
                    .isGreaterThan(frame.stripes().stream().mapToLong(Stripe::wireSize).sum());
            assertThat(counters.encodeTime().toNanos())
                    .isEqualTo(frame.encodedNanos() - frame.captureNanos());
        }
    }

    @Test
    void aDescriptionSaysWhyABetterWayWasDeclined() {
        try (XvfbDisplay bare =
                        XvfbDisplay.start(64, 64, "-extension", "MIT-SHM", "-extension", "DAMAGE");
                FrameReader reader =
                        FrameReader.open(
                                CaptureSettings.builder()
                                        .display(bare.name())
                                        .mode(CaptureMode.MIXED)
                                        .build())) {
            reader.next(PATIENCE);
            CaptureDescription description = reader.description();
            assertThat(description.reading()).isEqualTo("GetImage");
            assertThat(description.changes()).isEqualTo("polling");
            assertThat(description.declined())
                    .anyMatch(sentence -> sentence.contains("MIT-SHM"))
                    .anyMatch(sentence -> sentence.contains("DAMAGE"));
            assertThat(description.encoder()).contains("libjpeg-turbo ", ", libdeflate ");
        }
    }
}
