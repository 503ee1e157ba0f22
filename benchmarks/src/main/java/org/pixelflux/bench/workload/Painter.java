// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pixelflux.support.Area;
import org.pixelflux.support.Paint;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;

/** Paints a workload onto a display, at its rate by the monotonic clock, on a thread of its own. */
public final class Painter implements AutoCloseable {

    private final Paint paint;
    private final Stage stage;
    private final Workload workload;
    private volatile long paints;
    private volatile boolean stopping;
    private CompletableFuture<Void> painting = CompletableFuture.completedFuture(null);

    /** On an X server, with which it leaves the pictures. */
    public Painter(String display, Stage stage, Workload workload) {
        this(new X11Paint(display), stage, workload);
    }

    /** By what paints on a screen, which is closed with it. */
    public Painter(Paint paint, Stage stage, Workload workload) {
        this.paint = paint;
        this.stage = stage;
        this.workload = workload;
        List<Picture> pictures = stage.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            paint.keep(i, pictures.get(i));
        }
    }

    /** Shows what the workload begins with, and begins with its first paint. */
    public void start() {
        stop();
        paint.carryOut(List.of(stage.desktop(new Area(0, 0, stage.width(), stage.height()))));
        if (!workload.first().isEmpty()) {
            paint.carryOut(workload.first());
        }
        stopping = false;
        if (workload.rate() > 0) {
            painting =
                    CompletableFuture.runAsync(
                            this::run, task -> new Thread(task, "painter").start());
        }
    }

    private void run() {
        long period = Math.round(TimeUnit.SECONDS.toNanos(1) / workload.rate());
        long due = System.nanoTime();
        for (long index = 0; !stopping; index++) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            paint.carryOut(workload.paint(index));
            paints++;
            // What is more than a paint late stays late: a burst would be another workload.
            due = Math.max(due + period, System.nanoTime() - period);
        }
    }

    /** How many paints the server has carried out. */
    public long paints() {
        return paints;
    }

    /** Returns when nothing is painted any more; throws what painting failed with. */
    public void stop() {
        stopping = true;
        painting.join();
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            paint.close();
        }
    }
}
