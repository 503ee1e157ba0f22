// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.pixelflux.bench.workload.WorkloadKind.DRAG;
import static org.pixelflux.bench.workload.WorkloadKind.IDLE;
import static org.pixelflux.bench.workload.WorkloadKind.SCROLL;
import static org.pixelflux.bench.workload.WorkloadKind.SCROLL120;
import static org.pixelflux.bench.workload.WorkloadKind.SCROLL57;
import static org.pixelflux.bench.workload.WorkloadKind.SIDEWAYS;
import static org.pixelflux.bench.workload.WorkloadKind.TYPING;
import static org.pixelflux.bench.workload.WorkloadKind.VIDEO;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelflux.bench.MixedFigures.Value;
import org.pixelflux.bench.tool.ScreenKind;
import org.pixelflux.bench.workload.WorkloadKind;

/** What rectangles must cost beside whole stripes, and what they do. */
public final class MixedTargets {

    private static final String JPEG = "jpeg";
    private static final String H264 = "h264";

    /** Workloads whose changed area does not grow with the screen. */
    static final List<WorkloadKind> OF_ONE_SIZE =
            List.of(TYPING, SCROLL, SCROLL57, SCROLL120, SIDEWAYS, DRAG);

    private final MixedFigures figures;
    private final List<Target> targets = new ArrayList<>();

    public MixedTargets(MixedFigures figures) {
        this.figures = figures;
        besideJpeg();
        besideTheBetter();
        latency();
        largeScreen();
        h264();
    }

    private void besideJpeg() {
        absolute(IDLE, Figure.CPU, 0.1);
        absolute(IDLE, Figure.KILOBYTES, 0);
        besideJpeg(TYPING, Figure.CPU, 1);
        absolute(TYPING, Figure.KILOBYTES, 4);
        besideJpeg(SCROLL, Figure.CPU, 0.5);
        besideJpeg(SCROLL, Figure.KILOBYTES, 1 / 70.0);
        besideJpeg(SCROLL57, Figure.CPU, 0.5);
        besideJpeg(SCROLL57, Figure.KILOBYTES, 1 / 30.0);
        besideJpeg(SCROLL120, Figure.CPU, 0.5);
        besideJpeg(SCROLL120, Figure.KILOBYTES, 1 / 17.0);
        besideJpeg(DRAG, Figure.CPU, 0.45);
        besideJpeg(DRAG, Figure.KILOBYTES, 1 / 28.0);
        besideJpeg(VIDEO, Figure.CPU, 1.15);
        besideJpeg(VIDEO, Figure.KILOBYTES, 1);
    }

    private void besideTheBetter() {
        for (WorkloadKind workload : WorkloadKind.values()) {
            if (workload != VIDEO && workload != IDLE) {
                Optional<Value> better =
                        Stream.of(JPEG, H264)
                                .flatMap(
                                        known ->
                                                figures
                                                        .before(workload, known, Figure.CPU)
                                                        .stream())
                                .min(Comparator.comparing(value -> value.spread().median()));
                add(figures.judged(workload, Figure.CPU), better, 1);
            }
        }
    }

    private void latency() {
        for (int percent : List.of(50, 95)) {
            Optional<Spread> judged = figures.latency(MixedFigures.AFTER, figures.mode(), percent);
            Optional<Spread> jpeg = figures.latency(MixedFigures.BEFORE, JPEG, percent);
            if (judged.isPresent() && jpeg.isPresent()) {
                targets.add(
                        new Target(
                                "sporadic change",
                                String.format(Locale.ROOT, "p%d, ms", percent),
                                judged.get(),
                                figures.mode() + " " + judged.get().text(2),
                                jpeg.get(),
                                "jpeg before " + jpeg.get().text(2),
                                0.8));
            }
        }
    }

    private void largeScreen() {
        for (WorkloadKind workload : OF_ONE_SIZE) {
            large(workload, Figure.CPU, 1.3);
        }
        for (WorkloadKind workload : List.of(SCROLL, SCROLL57, SCROLL120, SIDEWAYS)) {
            large(workload, Figure.KILOBYTES, 1.2);
        }
    }

    private void large(WorkloadKind workload, Figure figure, double most) {
        add(figures.judgedLarge(workload, figure), figures.judged(workload, figure), most);
    }

    /** Film keeps its bytes: 2 % more is the same. */
    private void h264() {
        h264(VIDEO, Figure.CPU, 0.8);
        h264(VIDEO, Figure.KILOBYTES, 1.02);
        for (WorkloadKind workload : List.of(DRAG, SCROLL120)) {
            h264(workload, Figure.CPU, 0.8);
            h264(workload, Figure.KILOBYTES, 0.75);
        }
        h264(SCROLL, Figure.CPU, 0.8);
        h264(SCROLL57, Figure.CPU, 0.8);
    }

    private void h264(WorkloadKind workload, Figure figure, double most) {
        add(figures.after(workload, H264, figure), figures.before(workload, H264, figure), most);
    }

    private void besideJpeg(WorkloadKind workload, Figure figure, double most) {
        add(figures.judged(workload, figure), figures.before(workload, JPEG, figure), most);
    }

    private void absolute(WorkloadKind workload, Figure figure, double most) {
        figures.judged(workload, figure)
                .ifPresent(
                        value ->
                                targets.add(
                                        Target.absolute(
                                                value.workload(),
                                                figure.title(ScreenKind.XVFB),
                                                value.spread(),
                                                value.text(),
                                                most)));
    }

    /** What was not measured has no target. */
    private void add(Optional<Value> judged, Optional<Value> base, double most) {
        if (judged.isPresent() && base.isPresent()) {
            Value value = judged.get();
            targets.add(
                    new Target(
                            value.workload(),
                            value.figure().title(ScreenKind.XVFB),
                            value.spread(),
                            value.text(),
                            base.get().spread(),
                            base.get().text(),
                            most));
        }
    }

    List<Target> targets() {
        return List.copyOf(targets);
    }

    /** A line for each target. */
    public String table() {
        StringBuilder text = new StringBuilder(Target.header());
        targets.forEach(target -> text.append(target.line()));
        return text.toString();
    }

    /** In a sentence. */
    public String summary() {
        long met = targets.stream().filter(Target::met).count();
        return String.format(
                Locale.ROOT, "%d of %d targets that were measured are met.", met, targets.size());
    }
}
