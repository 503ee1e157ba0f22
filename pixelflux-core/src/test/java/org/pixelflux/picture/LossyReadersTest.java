// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.support.Picture;

/**
 * Readers that miss frames, each on its own: a reader that says that it is whole shows what the
 * session shows, and a reader that asks becomes whole.
 */
class LossyReadersTest {

    private static final int RUNS = 200;
    private static final int FRAMES = 300;
    private static final int READERS = 5;

    /** A reader behind a link that is full at times. */
    private static final class Reader {
        final PictureAssembler picture = new PictureAssembler();
        int lossPercent;

        void adjust(Random random) {
            if (random.nextInt(10) == 0) {
                lossPercent = List.of(0, 0, 30, 90).get(random.nextInt(4));
            }
        }
    }

    @Test
    void whoeverIsWholeShowsWhatTheSessionShows() {
        int whole = 0;
        int parts = 0;
        int nothing = 0;
        for (int run = 0; run < RUNS; run++) {
            ModelSession session = new ModelSession(run);
            Random random = new Random(1_000_003L * run);
            List<Reader> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new Reader());
            }
            for (int i = 0; i < FRAMES; i++) {
                MixedFrame frame = session.next();
                for (Reader reader : readers) {
                    reader.adjust(random);
                    if (random.nextInt(100) < reader.lossPercent) {
                        continue;
                    }
                    switch (reader.picture.draw(frame)) {
                        case WHOLE -> {
                            whole++;
                            assertIsWhole(reader, session, frame, run);
                        }
                        case PART -> parts++;
                        case BEFORE -> throw new AssertionError("nothing comes twice here");
                        case NOTHING -> {
                            nothing++;
                            session.request(RefreshRequest.since(reader.picture.lastWhole()));
                        }
                    }
                }
            }
            assertRecover(readers, session, run);
        }
        assertThat(whole).isGreaterThan(100_000);
        assertThat(parts).isGreaterThan(1_000);
        assertThat(nothing).isGreaterThan(1_000);
    }

    private static void assertIsWhole(
            Reader reader, ModelSession session, MixedFrame frame, int run) {
        assertThat(reader.picture.isWhole()).isTrue();
        assertThat(reader.picture.lastWhole())
                .isEqualTo(new FrameNumber(frame.epoch(), frame.id()));
        Picture shown = Picture.of(reader.picture.image());
        assertThat(shown.largestError(session.picture(), shown.area()))
                .as("run %d, %s", run, frame)
                .isZero();
    }

    /** Without losses everybody has the picture soon. */
    private static void assertRecover(List<Reader> readers, ModelSession session, int run) {
        for (int i = 0; i < 100; i++) {
            MixedFrame frame = session.next();
            readers.forEach(
                    reader -> {
                        if (reader.picture.draw(frame) == Drawn.NOTHING) {
                            session.request(RefreshRequest.since(reader.picture.lastWhole()));
                        }
                    });
        }
        assertThat(readers).as("run %d", run).allMatch(reader -> reader.picture.isWhole());
    }
}
