// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelflux.FrameRectangle;
import org.pixelflux.MixedFrame;
import org.pixelflux.PictureArea;
import org.pixelflux.RectangleKind;
import org.pixelflux.RectangleRole;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

class CoarseTilesTest {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 110;
    private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);
    private static final long CALM = CoarseTiles.CALM.toNanos();
    private static final long PATIENCE = CoarseTiles.PATIENCE.toNanos();
    private static final long ANY = Long.MAX_VALUE;

    private final CoarseTiles tiles = new CoarseTiles();
    private final AgainSweep sweep = new AgainSweep();

    private static MixedMessage message() {
        return MixedMessage.after(WIDTH, HEIGHT, 1, 5);
    }

    private static MixedMessage coarse() {
        return message().refreshSince(3, 6, true).coarse();
    }

    private static MixedMessage add(MixedMessage to, Area area, int kind, int role) {
        byte[] payload = new byte[kind == MixedMessage.FILL ? 3 : 1];
        return to.add(area, kind, role, 0, 0, 0, 0, payload);
    }

    private static MixedMessage picture(Area area) {
        return add(coarse(), area, MixedMessage.PICTURE, MixedMessage.REFRESH);
    }

    private List<PictureArea> takeAll(long now) {
        return tiles.take(sweep, ANY, now);
    }

    @Test
    void imagesOfACoarseRefreshAreAskedForWhenTheyAreCalm() {
        tiles.drawn(picture(new Area(40, 40, 30, 20)).frame(), 0);

        assertThat(tiles.untilDue(0)).isEqualTo(CoarseTiles.CALM);
        assertThat(takeAll(CALM - 1)).isEmpty();
        assertThat(takeAll(CALM))
                .containsExactly(new PictureArea(32, 32, 64, 16), new PictureArea(32, 48, 64, 16));
    }

    @Test
    void nothingIsCoarseOfAnyOtherImage() {
        MixedMessage exact = message().refreshSince(3, 6, true);
        tiles.drawn(add(exact, ALL, MixedMessage.PICTURE, MixedMessage.REFRESH).frame(), 0);
        MixedMessage own = add(coarse(), ALL, MixedMessage.PICTURE, MixedMessage.OWN);
        tiles.drawn(add(own, ALL, MixedMessage.EXACT, MixedMessage.REFRESH).frame(), 0);

        assertThat(tiles.isEmpty()).isTrue();
        assertThat(tiles.untilDue(0)).isNull();
    }

    @Test
    void whatGoesOnChangingIsNotAskedFor() {
        tiles.drawn(picture(ALL).frame(), 0);
        MixedFrame change =
                add(message(), new Area(0, 0, WIDTH, 64), MixedMessage.EXACT, MixedMessage.OWN)
                        .frame();
        tiles.changed(change, CALM);

        assertThat(takeAll(CALM))
                .containsExactly(
                        new PictureArea(0, 64, WIDTH, 16),
                        new PictureArea(0, 80, WIDTH, 16),
                        new PictureArea(0, 96, WIDTH, 14));
        assertThat(takeAll(2 * CALM)).hasSize(4).allMatch(area -> area.y() < 64);
    }

    /** A viewer that has it already draws what is own, and no one knows that. */
    @Test
    void whatIsPerhapsNotDrawnMakesNothingExact() {
        tiles.drawn(picture(new Area(0, 0, 32, 16)).frame(), 0);
        MixedMessage exact = message().refreshSince(3, 6, true);
        tiles.perhapsDrawn(add(exact, ALL, MixedMessage.EXACT, MixedMessage.REFRESH).frame(), 0);
        tiles.perhapsDrawn(picture(new Area(64, 0, 32, 16)).frame(), 0);

        assertThat(takeAll(CALM))
                .containsExactly(new PictureArea(0, 0, 32, 16), new PictureArea(64, 0, 32, 16));
    }

    @Test
    void whatDoesNotComeIsAskedForAgain() {
        tiles.drawn(picture(ALL).frame(), 0);
        List<PictureArea> asked = takeAll(CALM);

        assertThat(takeAll(CALM + PATIENCE - 1)).isEmpty();
        assertThat(takeAll(CALM + PATIENCE)).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void asksForSoMuchAtOnceAndGoesOnBehindIt() {
        tiles.drawn(picture(ALL).frame(), 0);

        assertThat(tiles.take(sweep, 3 * 32 * 16, CALM))
                .containsExactly(new PictureArea(0, 0, 96, 16));
        sweep.served();
        assertThat(tiles.take(sweep, 5 * 32 * 16, CALM))
                .containsExactly(new PictureArea(96, 0, 104, 16), new PictureArea(0, 16, 32, 16));
        sweep.served();
        assertThat(tiles.take(sweep, 1, CALM)).containsExactly(new PictureArea(32, 16, 32, 16));
    }

    /** What one of them asks for comes to both. */
    @Test
    void twoWhoAskTogetherAskForTheSame() {
        CoarseTiles others = new CoarseTiles();
        tiles.drawn(picture(ALL).frame(), 0);
        others.drawn(picture(ALL).frame(), 0);
        tiles.take(sweep, 3 * 32 * 16, CALM);
        sweep.served();

        assertThat(tiles.take(sweep, 2 * 32 * 16, CALM))
                .isEqualTo(others.take(sweep, 2 * 32 * 16, CALM));
    }

    @Test
    void whatWasNotDrawnAfterAllIsAskedForAgain() {
        tiles.drawn(picture(ALL).frame(), 0);
        MixedFrame again =
                add(message(), new Area(0, 0, 64, 16), MixedMessage.EXACT, MixedMessage.OWN)
                        .frame();
        tiles.drawn(again, 0);
        assertThat(takeAll(CALM)).doesNotContain(new PictureArea(0, 0, WIDTH, 16));
        tiles.notDrawn(again, CALM);

        assertThat(takeAll(CALM + PATIENCE)).contains(new PictureArea(0, 0, WIDTH, 16));
    }

    @Test
    void anotherPictureHasNothingCoarse() {
        tiles.drawn(picture(ALL).frame(), 0);
        tiles.drawn(
                MixedMessage.after(64, 64, 1, 6)
                        .fill(new Area(0, 0, 1, 1), MixedMessage.OWN, 0)
                        .frame(),
                0);

        assertThat(tiles.isEmpty()).isTrue();
    }

    /** Each pixel by itself: what the tiles leave out would stay coarse. */
    @Test
    void leavesOutNoPixelThatIsCoarse() {
        Random random = new Random(7);
        int coarsePixels = 0;
        int tilesThatAre = 0;
        for (int run = 0; run < 200; run++) {
            tiles.clear();
            boolean[] lossy = new boolean[WIDTH * HEIGHT];
            for (int n = 0; n < 30; n++) {
                MixedFrame frame = anyFrame(random);
                tiles.drawn(frame, 0);
                draw(frame, lossy);
                coarsePixels += requireCovered(lossy);
            }
            tilesThatAre += tiles.isEmpty() ? 0 : 1;
        }
        assertThat(coarsePixels).isPositive();
        assertThat(tilesThatAre).isBetween(1, 199);
    }

    private static MixedFrame anyFrame(Random random) {
        boolean refresh = random.nextInt(4) == 0;
        MixedMessage message = refresh ? coarse() : message();
        for (int n = random.nextInt(4); n >= 0; n--) {
            Area area = random.nextInt(4) == 0 ? ALL : anyArea(random);
            if (!refresh && random.nextInt(3) == 0) {
                message.copy(
                        area,
                        random.nextInt(WIDTH - area.width() + 1),
                        random.nextInt(HEIGHT - area.height() + 1));
            } else {
                int kind =
                        List.of(MixedMessage.PICTURE, MixedMessage.EXACT, MixedMessage.FILL)
                                .get(random.nextInt(3));
                add(message, area, kind, refresh ? MixedMessage.REFRESH : MixedMessage.OWN);
            }
        }
        return message.frame();
    }

    private static Area anyArea(Random random) {
        int x = random.nextInt(WIDTH);
        int y = random.nextInt(HEIGHT);
        return new Area(x, y, 1 + random.nextInt(WIDTH - x), 1 + random.nextInt(HEIGHT - y));
    }

    private static void draw(MixedFrame frame, boolean[] lossy) {
        for (FrameRectangle rectangle : frame) {
            boolean[] before = lossy.clone();
            boolean coarse =
                    rectangle.kind() == RectangleKind.PICTURE
                            && rectangle.role() == RectangleRole.REFRESH;
            for (int y = 0; y < rectangle.height(); y++) {
                for (int x = 0; x < rectangle.width(); x++) {
                    lossy[(rectangle.y() + y) * WIDTH + rectangle.x() + x] =
                            rectangle.kind() == RectangleKind.COPY
                                    ? before[
                                            (rectangle.sourceY() + y) * WIDTH
                                                    + rectangle.sourceX()
                                                    + x]
                                    : coarse;
                }
            }
        }
    }

    /** How many pixels are. */
    private int requireCovered(boolean[] lossy) {
        int count = 0;
        List<String> missing = new ArrayList<>();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if (lossy[y * WIDTH + x]) {
                    count++;
                    if (!tiles.touches(x, y, x + 1, y + 1)) {
                        missing.add(x + "," + y);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        return count;
    }

    @Test
    void sayingThatATileIsDueSaysItOfTheSoonest() {
        tiles.drawn(picture(new Area(0, 0, 32, 16)).frame(), 0);
        tiles.drawn(picture(new Area(64, 0, 32, 16)).frame(), CALM / 2);

        assertThat(tiles.untilDue(CALM / 2)).isEqualTo(Duration.ofNanos(CALM / 2));
        assertThat(takeAll(CALM)).containsExactly(new PictureArea(0, 0, 32, 16));
        assertThat(tiles.untilDue(CALM)).isEqualTo(Duration.ofNanos(CALM / 2));
    }
}
