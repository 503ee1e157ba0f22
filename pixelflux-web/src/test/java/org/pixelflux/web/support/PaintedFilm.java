// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.SmoothPicture;
import org.pixelflux.support.X11Paint;

/** A film that plays on a display: about 30 times a second another picture at one place. */
public final class PaintedFilm implements AutoCloseable {

    private static final long PERIOD_MS = 33;
    private static final int PICTURES = 12;

    private final Area area;
    private final X11Paint paint;
    private final List<Picture> pictures;
    private final Thread projector = new Thread(this::play, "projector");
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile int shown;

    /** Begins to play. */
    public PaintedFilm(String display, Area area) {
        this.area = area;
        paint = new X11Paint(display);
        // One picture is no other one moved, and has no edges.
        pictures =
                IntStream.range(0, PICTURES)
                        .mapToObj(i -> SmoothPicture.coloured(area.width(), area.height(), i))
                        .toList();
        for (int i = 0; i < PICTURES; i++) {
            paint.keep(i, pictures.get(i));
        }
        projector.start();
    }

    private void play() {
        Area all = new Area(0, 0, area.width(), area.height());
        try {
            while (!stopping) {
                int next = (shown + 1) % PICTURES;
                paint.carryOut(List.of(new X11Paint.Copy(next, all, area.x(), area.y())));
                shown = next;
                Thread.sleep(PERIOD_MS);
            }
        } catch (InterruptedException | RuntimeException e) {
            fault.set(e);
        }
    }

    /** How well a screen shows one of its pictures, whichever that is: PSNR in dB. */
    public double psnr(Picture screen) {
        Picture seen = screen.crop(area);
        return pictures.stream()
                .mapToDouble(picture -> seen.psnr(picture, seen.area()))
                .max()
                .orElseThrow();
    }

    /** Stops, and gives the picture that stays. */
    public Picture stop() {
        stopping = true;
        try {
            projector.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a film ended", e);
        }
        if (fault.get() != null) {
            throw new IllegalStateException("the film did not play on", fault.get());
        }
        return pictures.get(shown);
    }

    @Override
    public void close() {
        stopping = true;
        projector.interrupt();
        try {
            projector.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        paint.close();
    }
}
