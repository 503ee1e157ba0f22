// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;

/**
 * A screen of a test's own and a program that paints on it: of an X server, or with the system
 * property {@code pixelflux.test.screen=sway} of a Wayland compositor. Tests of what both do alike
 * use it. They have the tag {@link #ANY}, and {@link #X11} where they need more of X11 after all.
 * The nightly run has all of them on sway, and the build those that have the tag {@link #SWAY}.
 */
public abstract sealed class TestScreen implements AutoCloseable {

    /** The tag of classes. */
    public static final String ANY = "any-screen";

    /** Of methods that only X11 can run. */
    public static final String X11 = "x11";

    /** Of methods that run on sway for every change. */
    public static final String SWAY = "sway";

    private static final String PROPERTY = "pixelflux.test.screen";
    private static final int PATIENCE_SECONDS = 60;

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
        return new Sway(width, height);
    }

    /** That of an X server, which is closed with it. */
    public static TestScreen of(DisplayServer display) {
        return new X11Screen(display);
    }

    /** The settings that capture it, and defaults. */
    public final CaptureSettings.Builder settings() {
        return on(CaptureSettings.builder());
    }

    /** The same settings, but of this screen. */
    public abstract CaptureSettings.Builder on(CaptureSettings.Builder settings);

    /** What paints on all of it; closed with the screen. */
    public abstract Paint paint();

    /** Another size, up to the first one; what was painted may be lost. Returns when it has it. */
    public abstract void resize(int width, int height);

    /**
     * Whether the picture has no cursor that was not asked for. Sway without a monitor draws the
     * cursor into it, where its protocol does not tell the cursor apart.
     */
    public abstract boolean keepsCursorApart();

    /** How the option {@code source} names it, which is the path of an endpoint's URI. */
    public abstract String source();

    /** How the option {@code display} names it. */
    public abstract String name();

    /** The display server's process. */
    public abstract long pid();

    /** Ends the display server at once, as a crash would. */
    public abstract void kill();

    @Override
    public abstract void close();

    private static final class X11Screen extends TestScreen {

        private final DisplayServer display;
        private final X11Paint paint;

        X11Screen(DisplayServer display) {
            this.display = display;
            paint = new X11Paint(display.name());
        }

        @Override
        public CaptureSettings.Builder on(CaptureSettings.Builder settings) {
            return settings.display(display.name());
        }

        @Override
        public Paint paint() {
            return paint;
        }

        @Override
        public void resize(int width, int height) {
            display.resize(width, height);
        }

        @Override
        public boolean keepsCursorApart() {
            return true;
        }

        @Override
        public String source() {
            return Source.SCREEN.optionValue();
        }

        @Override
        public String name() {
            return display.name();
        }

        @Override
        public long pid() {
            return display.pid();
        }

        @Override
        public void kill() {
            display.kill();
        }

        @Override
        public void close() {
            paint.close();
            display.close();
        }
    }

    private static final class Sway extends TestScreen {

        private final SwayDisplay display;
        private final WaylandPaint paint;

        Sway(int width, int height) {
            display = SwayDisplay.start(width, height);
            paint = new WaylandPaint(display.name(), SwayDisplay.OUTPUT);
            // A window that is new is shown when the compositor has made room for it.
            paint.fill(0, 0, width, height, 0x123456);
            await(() -> display.picture(SwayDisplay.OUTPUT).get(width - 1, height - 1) == 0x123456);
            paint.fill(0, 0, width, height, 0);
        }

        private interface Condition {
            boolean holds();
        }

        private static void await(Condition condition) {
            long start = System.nanoTime();
            while (!condition.holds()) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IllegalStateException(
                            "sway does not show a window, or not all of it");
                }
            }
        }

        @Override
        public CaptureSettings.Builder on(CaptureSettings.Builder settings) {
            return settings.source(Source.WAYLAND).display(display.name());
        }

        @Override
        public Paint paint() {
            return paint;
        }

        @Override
        public void resize(int width, int height) {
            display.resize(width, height);
            await(() -> paint.size().equals(new Area(0, 0, width, height)));
        }

        @Override
        public boolean keepsCursorApart() {
            return false;
        }

        @Override
        public String source() {
            return Source.WAYLAND.optionValue();
        }

        @Override
        public String name() {
            return display.name();
        }

        @Override
        public long pid() {
            return display.pid();
        }

        @Override
        public void kill() {
            display.kill();
        }

        @Override
        public void close() {
            paint.close();
            display.close();
        }
    }
}
