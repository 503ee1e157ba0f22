// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The account of one recording: which frames belong to it, and whether it plays as fast as things
 * happened. A raw H.264 file has no time stamps; it plays its frames at fps, one after the other.
 */
final class Recording {

    /** Nobody sees that a recording plays faster by less. */
    private static final double TOLERANCE = 0.01;

    private final double fps;
    private final long lengthNanos;
    private long frames;
    private long firstNanos;
    private long lastNanos;

    /**
     * @param seconds its length; 0: without an end
     */
    Recording(double fps, int seconds) {
        this.fps = fps;
        lengthNanos = seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
    }

    /**
     * Whether a frame captured then is part of it. Once one is not, the recording is complete.
     *
     * @param captureNanos on the clock of System.nanoTime()
     */
    synchronized boolean takes(long captureNanos) {
        return frames == 0 || captureNanos - firstNanos < lengthNanos;
    }

    /** The frame captured then is in the file. */
    synchronized void written(long captureNanos) {
        if (frames == 0) {
            firstNanos = captureNanos;
        }
        lastNanos = captureNanos;
        frames++;
    }

    /** One sentence for the person who waits, and a second one if frames were late. */
    synchronized String summary() {
        double plays = frames / fps;
        String summary = text("%d frames, %.1f s at %s fps", frames, plays, number(fps));
        double took = (lastNanos - firstNanos) / 1e9 + 1 / fps;
        if (frames == 0 || took - plays <= TOLERANCE * took) {
            return summary;
        }
        return summary
                + text(
                        "; recording took %.1f s, since this machine cannot keep up with --fps %s:"
                                + " ffmpeg -r %.3f -i … corrects the speed",
                        took, number(fps), frames / took);
    }

    private static String number(double value) {
        return text("%.3f", value).replaceAll("\\.?0+$", "");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
