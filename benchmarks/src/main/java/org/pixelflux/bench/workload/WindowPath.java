// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.math.BigInteger;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

/** Where a window is that is dragged, and what is in it. */
final class WindowPath {

    /** Steps a second. */
    static final double RATE = 60;

    /** A round on a screen of 1920x1080. */
    private static final int MOST_SECONDS = 16;

    private static final int STEP_X = 8;
    private static final int STEP_Y = 5;
    private static final int TITLE = 24;
    private static final int BORDER = 4;
    private static final int TEXT_LINE = 16;

    private final int width;
    private final int height;
    private final int roomX;
    private final int roomY;
    private final int startX;
    private final int startY;

    /** From a place that the seed chooses. */
    WindowPath(Stage stage) {
        width = Math.min(640, stage.width());
        height = Math.min(480, stage.height());
        roomX = stage.width() - width;
        roomY = stage.height() - height;
        Random random = stage.random();
        startX = random.nextInt(Math.max(1, roomX));
        startY = random.nextInt(Math.max(1, roomY));
    }

    /** A title bar, text on the left, a photograph on the right. */
    Picture picture(Stage stage) {
        Picture picture = new Picture(width, height);
        picture.fill(picture.area(), 0x9aa0a8);
        picture.fill(new Area(0, 0, width, TITLE), 0x35506e);
        int contentHeight = (height - TITLE - BORDER) / TEXT_LINE * TEXT_LINE;
        int half = width / 2 - BORDER;
        Picture text =
                new TextLines(stage.random(), 8, TEXT_LINE).page(half, contentHeight / TEXT_LINE);
        picture.draw(text, BORDER, TITLE, half, contentHeight);
        Picture photograph = new Scenery(stage.seed() + 1, half, contentHeight).at(0);
        picture.draw(photograph, BORDER + half, TITLE, half, contentHeight);
        return picture;
    }

    /** After that many steps. */
    Area place(long step) {
        return new Area(
                bounce(startX + STEP_X * step, roomX),
                bounce(startY + STEP_Y * step, roomY),
                width,
                height);
    }

    /**
     * Until it is where it began, and runs the same way; at most {@value #MOST_SECONDS}, which are
     * only a part of the path on some screens.
     */
    int roundSeconds() {
        BigInteger across = steps(roomX, STEP_X);
        BigInteger down = steps(roomY, STEP_Y);
        double both = across.multiply(down).divide(across.gcd(down)).doubleValue();
        return (int) Math.min(MOST_SECONDS, Math.ceil(both / RATE));
    }

    /** Until a way to and fro ends with a step. */
    private static BigInteger steps(int room, int step) {
        BigInteger way = BigInteger.valueOf(Math.max(1, 2L * room));
        return way.divide(way.gcd(BigInteger.valueOf(step)));
    }

    /** Where something is that runs to and fro between 0 and {@code end}. */
    private static int bounce(long way, int end) {
        if (end == 0) {
            return 0;
        }
        int place = (int) (way % (2L * end));
        return place <= end ? place : 2 * end - place;
    }
}
