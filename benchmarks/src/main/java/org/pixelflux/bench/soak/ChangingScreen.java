// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.pixelflux.bench.workload.Painter;
import org.pixelflux.bench.workload.Stage;
import org.pixelflux.bench.workload.Workload;
import org.pixelflux.bench.workload.WorkloadKind;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;

/** A display that shows one workload after the other, is resized, and crashes. */
final class ChangingScreen implements AutoCloseable {

    private record Scene(Stage stage, Workload workload) {}

    private final int width;
    private final int height;
    private final Random random;
    private final Map<WorkloadKind, Scene> scenes = new EnumMap<>(WorkloadKind.class);
    private final String name;
    private XvfbDisplay display;
    private Painter painter;

    /**
     * @param seed of the workloads and their order
     */
    ChangingScreen(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        random = new Random(seed);
        for (WorkloadKind kind : WorkloadKind.values()) {
            Stage stage = new Stage(width, height, seed);
            scenes.put(kind, new Scene(stage, kind.on(stage)));
        }
        display = XvfbDisplay.startApart(width, height);
        name = display.name();
        next();
    }

    /** Such as {@code :7}; the same for as long as this lives. */
    String name() {
        return name;
    }

    /** Shows another workload. */
    WorkloadKind next() {
        rest();
        WorkloadKind[] kinds = WorkloadKind.values();
        WorkloadKind kind = kinds[random.nextInt(kinds.length)];
        Scene scene = scenes.get(kind);
        painter = new Painter(name, scene.stage(), scene.workload());
        painter.start();
        return kind;
    }

    private void rest() {
        if (painter != null) {
            painter.close();
            painter = null;
        }
    }

    /** Any size up to the one that it began with. */
    String resize() {
        int less = 1 + random.nextInt(4);
        display.resize(width - less * 16, height - less * 9);
        return width - less * 16 + "x" + (height - less * 9);
    }

    /** Ends the server while it is painted on. */
    void crash() {
        display.kill();
        try {
            rest();
        } catch (RuntimeException e) {
            // The painter has lost its display too.
            painter = null;
        }
    }

    /** A new server with the name of the one that has crashed. */
    void comeBack() {
        display = XvfbDisplay.start(width, height, name);
        next();
    }

    /** Paints no more after this picture, which covers all. */
    void end(Picture last) {
        rest();
        display.resize(width, height);
        try (X11Paint paint = new X11Paint(name)) {
            paint.image(0, 0, last);
        }
    }

    @Override
    public void close() {
        try {
            rest();
        } finally {
            display.close();
        }
    }
}
