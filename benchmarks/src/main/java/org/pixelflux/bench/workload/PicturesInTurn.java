// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Step;

/** Pictures that are shown at one place, one after the other, and from the first one again. */
abstract class PicturesInTurn implements Workload {

    private final Stage stage;
    private final Area area;
    private final double rate;

    /** The numbers of the pictures, as they are shown. */
    private final List<Integer> turns = new ArrayList<>();

    /**
     * @param back whether those between the last one and the first one are shown on the way back
     */
    PicturesInTurn(Stage stage, Area area, double rate, List<Picture> pictures, boolean back) {
        this.stage = stage;
        this.area = area;
        this.rate = rate;
        pictures.forEach(picture -> turns.add(stage.keep(picture)));
        for (int i = pictures.size() - 2; back && i > 0; i--) {
            turns.add(turns.get(i));
        }
    }

    /** Where they are shown. */
    public final Area area() {
        return area;
    }

    /** What is shown, each once. */
    public final List<Picture> pictures() {
        return turns.stream().distinct().map(stage.pictures()::get).toList();
    }

    @Override
    public final double rate() {
        return rate;
    }

    @Override
    public final int roundSeconds() {
        return (int) Math.ceil(turns.size() / rate);
    }

    @Override
    public final List<Step> first() {
        return show(0);
    }

    @Override
    public final List<Step> paint(long index) {
        return show(index + 1);
    }

    private List<Step> show(long turn) {
        int picture = turns.get((int) (turn % turns.size()));
        return List.of(stage.whole(picture, area.x(), area.y()));
    }
}
