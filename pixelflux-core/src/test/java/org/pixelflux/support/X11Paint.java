// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.util.List;
import java.util.Locale;

/**
 * Paints on a display's root window, shows and moves windows, and moves the pointer, through the
 * program x11_paint, which the native build makes. Every call returns when the server has carried
 * it out.
 */
public final class X11Paint extends Paint {

    /** When a request left and when the server had carried it out, on System.nanoTime's clock. */
    public record Done(long beforeNanos, long afterNanos) {}

    /** Where {@link Copy} takes pixels from the screen itself. */
    public static final int SCREEN = -1;

    /** What can reach the server together with others; elsewhere than on X11 only copies. */
    public sealed interface Step permits Copy, Window, Background {

        /** As x11_paint reads it. */
        String request();
    }

    /** A part of a kept picture, or of {@link #SCREEN}, with its top left corner to x, y. */
    public record Copy(int from, Area part, int x, int y) implements Step {

        @Override
        public String request() {
            String source = from == SCREEN ? "screen" : Integer.toString(from);
            return String.format(
                    Locale.ROOT,
                    "copy %s %d %d %d %d %d %d",
                    source,
                    part.x(),
                    part.y(),
                    part.width(),
                    part.height(),
                    x,
                    y);
        }
    }

    /**
     * A kept picture in a window of its own, with its top left corner at x, y. The first step with
     * a picture opens its window, later ones move it.
     */
    public record Window(int picture, int x, int y) implements Step {

        @Override
        public String request() {
            return String.format(Locale.ROOT, "window %d %d %d", picture, x, y);
        }
    }

    /**
     * A kept picture, as large as the screen, becomes what the server shows by itself wherever no
     * window is; all windows are drawn afresh.
     */
    public record Background(int picture) implements Step {

        @Override
        public String request() {
            return "background " + picture;
        }
    }

    /** Starts the program on a display such as {@code :7}. */
    public X11Paint(String display) {
        super("x11_paint", List.of(display));
    }
}
