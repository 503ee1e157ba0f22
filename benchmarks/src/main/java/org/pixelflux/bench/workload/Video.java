// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.stream.IntStream;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/** A film, thirty pictures a second. It runs forth and back, so that no picture is a new scene. */
public final class Video extends PicturesInTurn {

    static final double RATE = 30;

    /** Different pictures; a server keeps 8 MB for each of 1920x1080. */
    public static final int PICTURES = 16;

    Video(Stage stage, Area area) {
        super(stage, area, RATE, film(stage, area), true);
    }

    static List<Picture> film(Stage stage, Area area) {
        Scenery scenery = new Scenery(stage.seed(), area.width(), area.height());
        return IntStream.range(0, PICTURES).mapToObj(scenery::at).toList();
    }
}
