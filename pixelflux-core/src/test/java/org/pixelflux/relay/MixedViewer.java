// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.MixedReader;
import org.pixelflux.support.Picture;

/**
 * Draws what comes over a link of a certain speed, and compares its picture with that of the screen
 * whenever it is whole. A relay sends it nothing that it cannot draw, unless it has lost its
 * picture or its connection.
 */
final class MixedViewer implements Viewer, AutoCloseable {

    /** The screen's pictures by their frames. */
    static final class Screen {
        private final Map<FrameNumber, Picture> pictures = new ConcurrentHashMap<>();
        private volatile FrameNumber last;

        void shows(MixedFrame frame, Picture picture) {
            FrameNumber now = new FrameNumber(frame.epoch(), frame.id());
            pictures.put(now, picture.crop(picture.area()));
            last = now;
        }

        FrameNumber last() {
            return last;
        }
    }

    private static final Duration ASKS_AGAIN = Duration.ofSeconds(1);

    /**
     * How bright the worst square may be beside what it shows, in dB: coarse images of text come to
     * 15, and a film's picture to 12 beside the next one.
     */
    private static final double LOSSY = 13;

    private static final int SQUARE = 16;

    private final Screen screen;
    private final Set<RectangleKind> kinds = EnumSet.noneOf(RectangleKind.class);
    private MixedReader picture = reader();
    private Subscription subscription;
    private double bytesPerSecond;
    private double left;
    private RelayFrame coming;
    private Runnable done;
    private Duration now = Duration.ZERO;

    /** When it may ask again; null if it never lost its picture or its connection. */
    private Duration mayAsk;

    private int whole;
    private int drawn;
    private int asked;
    private boolean failing;
    private Throwable fault;

    MixedViewer(Screen screen, double bytesPerSecond) {
        this.screen = screen;
        this.bytesPerSecond = bytesPerSecond;
    }

    private static MixedReader reader() {
        MixedReader reader = new MixedReader();
        reader.takeCoarse();
        return reader;
    }

    static MixedViewer prompt(Screen screen) {
        return new MixedViewer(screen, Double.POSITIVE_INFINITY);
    }

    void subscribe(Relay relay, long byteBudget) {
        subscribed(relay.subscribe(this, byteBudget));
    }

    synchronized void subscribed(Subscription itsPlace) {
        subscription = itsPlace;
    }

    /** Its connection is lost and comes back; it keeps its picture, as a page does. */
    synchronized void connectAgain(Relay relay, long byteBudget) {
        subscription.close();
        coming = null;
        mayAsk = now;
        picture.connectedAgain();
        subscribe(relay, byteBudget);
    }

    Subscription subscription() {
        return subscription;
    }

    synchronized void bytesPerSecond(double speed) {
        bytesPerSecond = speed;
    }

    /** The next message is one too many. */
    synchronized void fail() {
        failing = true;
    }

    /** Loses its picture, as a page whose canvas goes. */
    synchronized void lose() {
        close();
        picture = reader();
        mayAsk = now;
        ask();
    }

    /** Frees what decodes its picture; it must get nothing any more. */
    @Override
    public synchronized void close() {
        kinds();
        picture.close();
    }

    /** Asks although it may have everything, as a page that waits for an image in vain. */
    synchronized void askNeedlessly() {
        mayAsk = now;
        ask();
    }

    @Override
    public synchronized void send(RelayMessage message, Runnable taken) {
        if (failing) {
            throw new IllegalStateException("on purpose, of a test");
        }
        if (coming != null) {
            fault = new AssertionError("more than one message at a time");
        }
        coming = (RelayFrame) message;
        done = taken;
        if (bytesPerSecond == Double.POSITIVE_INFINITY) {
            receive();
        }
    }

    @Override
    public synchronized long bytesPerSecond() {
        return (long) bytesPerSecond;
    }

    @Override
    public synchronized void failed(Throwable cause) {
        if (!failing) {
            fault = cause;
        }
        coming = null;
    }

    /** Takes what is on its way. */
    synchronized void take() {
        if (coming != null) {
            receive();
        }
    }

    /** So much time passes, in which the link brings what it can. */
    synchronized void transfer(Duration time) {
        now = now.plus(time);
        left += bytesPerSecond * time.toNanos() / 1e9;
        while (coming != null && coming.wireBytes().length <= left) {
            left -= coming.wireBytes().length;
            receive();
        }
        if (coming == null) {
            left = 0;
        }
    }

    private void receive() {
        try {
            draw(coming);
        } catch (Throwable e) {
            fault = fault == null ? e : fault;
        }
        Runnable taken = done;
        coming = null;
        taken.run();
    }

    private void draw(RelayFrame message) {
        MixedFrame frame = MixedFrame.parse(message.wireBytes().clone());
        Drawn result = picture.draw(frame);
        drawn++;
        switch (result) {
            case WHOLE -> {
                whole++;
                requireTheScreen(frame);
            }
            case PART -> {}
            case BEFORE -> requireCause(result, frame);
            case NOTHING -> {
                requireCause(result, frame);
                ask();
            }
        }
    }

    private void requireCause(Drawn result, MixedFrame frame) {
        if (mayAsk == null) {
            throw new AssertionError(result + " of " + frame + " for " + has());
        }
    }

    private void ask() {
        if (now.compareTo(mayAsk) < 0) {
            return;
        }
        asked++;
        mayAsk = now.plus(ASKS_AGAIN);
        FrameNumber since = picture.lastWhole();
        if (since == null) {
            subscription.startOver();
        } else {
            subscription.requestRefresh(since);
        }
    }

    private void requireTheScreen(MixedFrame frame) {
        Picture expected = screen.pictures.get(has());
        long wrong = picture.wrongPixels(expected);
        double lossy = picture.picture().worstLumaPsnr(expected, SQUARE, SQUARE);
        if (wrong > 0 || lossy < LOSSY) {
            throw new AssertionError(
                    String.format(
                            Locale.ROOT,
                            "is not the screen with %s: %d pixels wrong, lossy ones %.1f dB",
                            frame,
                            wrong,
                            lossy));
        }
    }

    /** The frame that it is whole as of, or was. */
    synchronized FrameNumber has() {
        requireSound();
        return picture.lastWhole();
    }

    /** Whether it is whole as of this frame, and no pixel of it differs from the screen. */
    synchronized boolean hasExactly(FrameNumber frame) {
        return frame.equals(has()) && picture.isWhole() && picture.lossyPixels() == 0;
    }

    /** What it has drawn. */
    synchronized Set<RectangleKind> kinds() {
        kinds.addAll(picture.kinds());
        return kinds;
    }

    /** How many frames were compared with the screen. */
    synchronized int compared() {
        return whole;
    }

    synchronized int messages() {
        return drawn;
    }

    synchronized int requests() {
        return asked;
    }

    synchronized void requireSound() {
        if (fault != null) {
            throw new AssertionError("what this viewer was sent is wrong", fault);
        }
    }
}
