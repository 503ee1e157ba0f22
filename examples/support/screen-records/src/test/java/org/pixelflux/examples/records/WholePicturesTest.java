// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.examples.records.WholePictures.Whole;
import org.pixelflux.picture.Drawn;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.picture.PictureAssembler;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;
import org.pixelflux.support.Picture;

class WholePicturesTest {

    private static final Area ALL = new Area(0, 0, 8, 8);

    private final WholePictures pictures = new WholePictures();

    /** Frames of a random session, of which some get lost: each is the session's picture. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areWhatTheSessionShowed(long seed) {
        ModelSession session = new ModelSession(seed);
        Random random = new Random(seed);
        int found = 0;
        for (int frame = 0; frame < 2000; frame++) {
            if (random.nextInt(8) == 0) {
                session.request(RefreshRequest.EVERYTHING);
            }
            MixedFrame next = session.next();
            if (random.nextInt(20) == 0) {
                continue;
            }
            Optional<Whole> whole = pictures.take(next, frame);
            if (whole.isPresent()) {
                found++;
                requireThePicture(MixedFrame.parse(whole.get().bytes()), next, session.picture());
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    private static void requireThePicture(MixedFrame whole, MixedFrame last, Picture expected) {
        PictureAssembler reader = new PictureAssembler();
        assertThat(reader.draw(whole)).isEqualTo(Drawn.WHOLE);
        assertThat(reader.lastWhole()).isEqualTo(new FrameNumber(last.epoch(), last.id()));
        assertThat(Picture.of(reader.image()).largestError(expected, expected.area())).isZero();
        assertThat(whole.complete()).isTrue();
        assertThat(whole.refresh()).isNull();
    }

    @Test
    void beginWhereTheFirstPartIs() {
        assertThat(take(refresh(7, 7, false), 40)).isEmpty();
        assertThat(take(refresh(8, 7, false), 43)).isEmpty();

        assertThat(take(refresh(9, 7, true), 46))
                .hasValueSatisfying(whole -> assertThat(whole.offset()).isEqualTo(40));
    }

    @Test
    void areNotMadeOfARefreshThatMissesAPart() {
        take(refresh(7, 7, false), 40);

        assertThat(take(refresh(9, 7, true), 46)).isEmpty();
        assertThat(take(refresh(10, 10, true), 47)).as("the next one").isPresent();
    }

    @Test
    void areNotMadeOfARefreshForOthers() {
        assertThat(take(MixedMessage.after(8, 8, 1, 6).refreshSince(5, 6, true).fill(ALL, 2, 1), 1))
                .isEmpty();
    }

    /** Who begins with them would not know what is coarse. */
    @Test
    void areNotMadeOfWhatIsCoarse() {
        assertThat(take(refresh(7, 7, true).coarse(), 40)).isEmpty();
        take(refresh(8, 8, false), 41);
        take(refresh(9, 8, false).coarse(), 42);
        assertThat(take(refresh(10, 8, true), 43)).as("of which a part is").isEmpty();
    }

    private Optional<Whole> take(MixedMessage message, long offset) {
        return pictures.take(message.frame(), offset);
    }

    private static MixedMessage refresh(long frame, long start, boolean last) {
        return MixedMessage.after(8, 8, 1, frame - 1)
                .refreshSinceNothing(start, last)
                .fill(ALL, MixedMessage.REFRESH, (int) frame);
    }
}
