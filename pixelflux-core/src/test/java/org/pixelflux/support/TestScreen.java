// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;

/**
 * A screen of a test's own and a program that paints on it: of an X server, or with the system
 * property {@code pixelflux.test.screen=sway} of a Wayland compositor. Tests of what both do alike
 * use it. They have the tag {@link #ANY}, and {@link #X11} where they need more of X11 after all.
 * The nightly run has all of them on sway, and the build those that have the tag {@link #SWAY}.
 */
public sealed class TestScreen implements AutoCloseable {

    /** The tag of classes. */
    public static final String ANY = "any-screen";

    /** Of methods that only X11 can run. */
    public static final String X11 = "x11";

    /** Of methods that run on sway for every change. */
    public static final String SWAY = "sway";

    private static final String PROPERTY = "pixelflux.test.screen";
    private static final int PATIENCE_SECONDS = 60;

    private final ScreenServer server;
    private final Paint paint;
    private final Source source;

    private TestScreen(ScreenServer server, Paint paint, Source source) {
        this.server = server;
        this.paint = paint;
        this.source = source;
    }

    /** Starts one of that size, black; returns when it is ready. */
    public static TestScreen start(int width, int height) {
        String kind = System.getProperty(PROPERTY, X11);
        return switch (kind) {
            case X11 -> of(XvfbDisplay.start(width, height));
            case SWAY -> sway(width, height);
            default ->
                    throw new IllegalArgumentException(
                            PROPERTY + ": '" + kind + "' is not known, allowed x11, sway");
        };
    }

    /** That of sway, of that size. */
    public static TestScreen sway(int width, int height) {
        SwayDisplay server = SwayDisplay.start(width, height);
        WaylandPaint paint = new WaylandPaint(server.name(), SwayDisplay.OUTPUT);
        return new Sway(server, paint, new Area(0, 0, width, height));
    }

    /** That of an X server, which is closed with it. */
    public static TestScreen of(DisplayServer server) {
        return new TestScreen(server, new X11Paint(server.name()), Source.SCREEN);
    }

    /** The settings that capture it, and defaults. */
    public final CaptureSettings.Builder settings() {
        return on(CaptureSettings.builder());
    }

    /** The same settings, but of this screen. */
    public final CaptureSettings.Builder on(CaptureSettings.Builder settings) {
        return settings.source(source).display(server.name());
    }

    /** What paints on all of it; closed with the screen. */
    public final Paint paint() {
        return paint;
    }

    /** Another size, up to the first one; what was painted may be lost. Returns when it has it. */
    public void resize(int width, int height) {
        server.resize(width, height);
    }

    /**
     * Whether the picture has no cursor that was not asked for. Sway without a monitor draws the
     * cursor into it, where its protocol does not tell the cursor apart.
     */
    public boolean keepsCursorApart() {
        return true;
    }

    /** How the option {@code source} names it, which is the path of an endpoint's URI. */
    public final String source() {
        return source.optionValue();
    }

    /** How the option {@code display} names it. */
    public final String name() {
        return server.name();
    }

    /** The display server's process. */
    public final long pid() {
        return server.pid();
    }

    /** Ends the display server at once, as a crash would. */
    public final void kill() {
        server.kill();
    }

    @Override
    public final void close() {
        paint.close();
        server.close();
    }

    private static final class Sway extends TestScreen {

        private final WaylandPaint paint;

        Sway(SwayDisplay server, WaylandPaint paint, Area whole) {
            super(server, paint, Source.WAYLAND);
            this.paint = paint;
            // A window that is new is shown when the compositor has made room for it.
            paint.fill(0, 0, whole.width(), whole.height(), 0x123456);
            await(
                    () ->
                            server.picture(SwayDisplay.OUTPUT)
                                            .get(whole.right() - 1, whole.bottom() - 1)
                                    == 0x123456);
            paint.fill(0, 0, whole.width(), whole.height(), 0);
        }

        private static void await(BooleanSupplier condition) {
            long start = System.nanoTime();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IllegalStateException(
                            "sway does not show a window, or not all of it");
                }
            }
        }

        @Override
        public void resize(int width, int height) {
            super.resize(width, height);
            await(() -> paint.size().equals(new Area(0, 0, width, height)));
        }

        @Override
        public boolean keepsCursorApart() {
            return false;
        }
    }
}
