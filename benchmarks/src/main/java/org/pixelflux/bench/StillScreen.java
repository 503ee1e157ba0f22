// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/**
 * A calm 1920x1080 screen under Xvfb, and a capture of it whose frames a thread of its own takes as
 * they come.
 */
final class StillScreen implements AutoCloseable {

    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;

    /**
     * A frame that has left {@link FrameReader#next()}.
     *
     * @param arrivedNanos {@link System#nanoTime()} right after
     * @param stripes or rectangles
     */
    record Arrival(long arrivedNanos, long captureNanos, int stripes) {}

    private final XvfbDisplay display;
    private final X11Paint paint;
    private final FrameReader capture;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> taker;

    /** Returns when the first picture has arrived and nothing more follows. */
    StillScreen(CaptureMode mode) throws InterruptedException {
        display = XvfbDisplay.start(WIDTH, HEIGHT);
        paint = new X11Paint(display.name());
        paint.fill(0, 0, WIDTH, HEIGHT, 0x2f4f6f);
        paint.fill(200, 150, 900, 700, 0xf4f1e8);
        capture =
                FrameReader.open(
                        CaptureSettings.builder().display(display.name()).mode(mode).build());
        taker = CompletableFuture.runAsync(this::take, task -> new Thread(task, "taker").start());
        if (nextArrival() == null) {
            throw new IllegalStateException("no first picture");
        }
        awaitCalm();
    }

    private void take() {
        for (Frame frame; (frame = capture.next()) != null; ) {
            arrivals.add(
                    new Arrival(
                            System.nanoTime(),
                            frame.captureNanos(),
                            frame.stripes().size() + frame.rectangles().size()));
        }
    }

    X11Paint paint() {
        return paint;
    }

    long serverPid() {
        return display.pid();
    }

    /** The next frame's arrival, or null if there was none for two seconds. */
    Arrival nextArrival() throws InterruptedException {
        return arrivals.poll(2, TimeUnit.SECONDS);
    }

    /** Waits until nothing has arrived for a while; returns how many frames did before. */
    int awaitCalm() throws InterruptedException {
        int frames = 0;
        while (arrivals.poll(300, TimeUnit.MILLISECONDS) != null) {
            frames++;
        }
        return frames;
    }

    /** Stripes that have arrived and were not asked for. */
    int takeStripes() {
        int stripes = 0;
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            stripes += arrival.stripes();
        }
        return stripes;
    }

    @Override
    public void close() {
        try {
            capture.close();
            taker.join();
        } finally {
            paint.close();
            display.close();
        }
    }
}
