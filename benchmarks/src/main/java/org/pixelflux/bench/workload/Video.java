// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.X11Paint.Step;

/** A film, thirty pictures a second. It runs forth and back, so that no picture is a new scene. */
public final class Video implements Workload {

    static final double RATE = 30;

    /** Different pictures; a server keeps 8 MB for each of 1920x1080. */
    public static final int PICTURES = 16;

    private final Stage stage;
    private final Area area;
    private final List<Integer> pictures = new ArrayList<>();

    Video(Stage stage, Area area) {
        this.stage = stage;
        this.area = area;
        Scenery scenery = new Scenery(stage.seed(), area.width(), area.height());
        for (int time = 0; time < PICTURES; time++) {
            pictures.add(stage.keep(scenery.at(time)));
        }
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public List<Step> first() {
        return show(0);
    }

    @Override
    public List<Step> paint(long index) {
        int place = (int) ((index + 1) % (2 * (PICTURES - 1)));
        return show(place < PICTURES ? place : 2 * (PICTURES - 1) - place);
    }

    private List<Step> show(int time) {
        return List.of(stage.whole(pictures.get(time), area.x(), area.y()));
    }
}
