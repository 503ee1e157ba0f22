// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint.Step;

/**
 * Someone types on the left while a small film runs on the right, and the text below it scrolls in
 * two of every five seconds.
 */
final class Mix implements Workload {

    private static final long TYPED_EVERY = Math.round(Video.RATE / Typing.RATE);
    private static final long SECOND = Math.round(Video.RATE);
    private static final long PERIOD = 5 * SECOND;
    private static final long SCROLLED = 2 * SECOND;

    private final Typing typing;
    private final Video video;
    private final Scrolling scrolling;

    Mix(Stage stage) {
        int width = stage.width();
        int height = stage.height();
        typing = new Typing(stage, new Area(width / 48, height / 18, width / 2, height * 8 / 9));
        int right = width * 9 / 16;
        video = new Video(stage, new Area(right, height / 18, width / 3, height / 3));
        scrolling =
                new Scrolling(stage, new Area(right, height / 2, width * 5 / 12, height * 4 / 9));
    }

    @Override
    public double rate() {
        return Video.RATE;
    }

    @Override
    public int roundSeconds() {
        return (int) (PERIOD / SECOND);
    }

    @Override
    public List<Step> first() {
        return Stream.of(typing, video, scrolling)
                .flatMap(workload -> workload.first().stream())
                .toList();
    }

    @Override
    public List<Step> paint(long index) {
        List<Step> steps = new ArrayList<>(video.paint(index));
        if (index % TYPED_EVERY == 0) {
            steps.addAll(typing.paint(index / TYPED_EVERY));
        }
        long place = index % PERIOD;
        if (place < SCROLLED) {
            steps.addAll(scrolling.paint(index / PERIOD * SCROLLED + place));
        }
        return steps;
    }
}
