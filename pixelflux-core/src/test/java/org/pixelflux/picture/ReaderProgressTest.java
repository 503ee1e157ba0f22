// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.picture.ReaderProgress.Step;
import org.pixelflux.support.MixedMessage;

/** What a reader does with frames that no session sends it in this order, as after a lost link. */
class ReaderProgressTest {

    private final ReaderProgress progress = new ReaderProgress();

    private List<Step> read(MixedMessage... messages) {
        return List.of(messages).stream().map(this::read).toList();
    }

    private Step read(MixedMessage message) {
        MixedFrame frame = message.frame();
        Step step = progress.step(frame);
        progress.done(frame, step);
        return step;
    }

    private static MixedMessage own(long frame) {
        return MixedMessage.after(16, 16, 1, frame - 1);
    }

    /** Of a refresh since frame 10 that begins with frame 19. */
    private static MixedMessage part(long frame, boolean last) {
        return own(frame).refreshSince(10, 19, last);
    }

    @Test
    void aFrameWithoutRefreshEndsASplitOne() {
        read(own(10).complete(), part(19, false), part(20, false));
        // The link is lost; the next one begins with a picture from before, and has no refresh.
        assertThat(read(own(18).complete(), own(19), own(20), own(21), own(22)))
                .containsExactly(Step.BEFORE, Step.BEFORE, Step.BEFORE, Step.NOTHING, Step.NOTHING);
        assertThat(progress.isWhole()).isFalse();
        assertThat(progress.lastWhole()).isEqualTo(new FrameNumber(1, 10));

        assertThat(read(part(23, true))).as("of which one was missed").isEqualTo(Step.NOTHING);
        assertThat(read(own(24).refreshSince(10, 24, true))).isEqualTo(Step.REFRESH);
        assertThat(progress.isWhole()).isTrue();
    }

    @Test
    void aSplitRefreshGoesOnOverALostLink() {
        read(own(10).complete(), part(19, false), part(20, false));

        assertThat(read(part(19, false), part(20, false), part(21, false), part(22, true)))
                .containsExactly(Step.BEFORE, Step.BEFORE, Step.PART, Step.REFRESH);
        assertThat(progress.lastWhole()).isEqualTo(new FrameNumber(1, 22));
    }

    /** It would stay coarse. */
    @Test
    void takesNothingThatIsCoarseUnlessSomebodyAsksForItAgain() {
        read(own(10).complete());
        MixedMessage coarse = own(19).refreshSince(10, 19, true).coarse();
        assertThat(read(coarse)).isEqualTo(Step.NOTHING);
        assertThat(read(own(20).refreshSince(10, 20, true))).isEqualTo(Step.REFRESH);

        progress.takeCoarse();
        read(own(22));
        assertThat(read(own(23).refreshSince(20, 23, true).coarse())).isEqualTo(Step.REFRESH);
    }

    @Test
    void hasNothingOverAnotherConnectionIfItHasSomethingCoarse() {
        progress.takeCoarse();
        read(own(10).complete());
        progress.connectedAgain();
        assertThat(progress.isWhole()).isTrue();

        read(own(19).refreshSince(10, 19, true).coarse(), own(20));
        assertThat(progress.isWhole()).isTrue();
        progress.connectedAgain();
        assertThat(progress.lastWhole()).isNull();

        read(own(22).refreshSinceNothing(22, true).coarse());
        read(own(24).refreshSinceNothing(24, true));
        progress.connectedAgain();
        assertThat(progress.isWhole()).as("with all of it exactly").isTrue();
    }
}
