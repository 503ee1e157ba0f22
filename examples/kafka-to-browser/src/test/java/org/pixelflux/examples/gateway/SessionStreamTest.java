// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayStripe;

class SessionStreamTest {

    private final Relay relay = new Relay(request -> {}, (delay, task) -> {});
    private long nanos = 7;
    private final SessionStream stream = new SessionStream(relay, () -> nanos);
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void look() {
        relay.subscribe(
                (message, done) -> {
                    if (message instanceof RelayStripe stripe) {
                        seen.add(
                                String.format(
                                        Locale.ROOT,
                                        "%d/%d%s",
                                        stripe.frameId(),
                                        stripe.y() / 64,
                                        stripe.keyFrame() ? "K" : ""));
                    }
                    done.run();
                },
                1 << 20);
    }

    @Test
    void isSilentWhenItsSourceHasNotSentWhatItSendsEveryMinute() {
        keyFrame(2, 0);
        pass(SessionStream.USUAL_SILENCE);
        assertThat(stream.silence()).isEmpty();

        pass(Duration.ofSeconds(30));
        frame(1, 1); // of a program that has been replaced
        assertThat(stream.silence())
                .contains(SessionStream.USUAL_SILENCE.plus(Duration.ofSeconds(30)));

        frame(2, 1);
        assertThat(stream.silence()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void handsOnWhatFollowsEachOther() {
        keyFrame(1, 0);
        frame(1, 1);
        frame(1, 2);

        assertThat(seen).containsExactly("0/0K", "0/1K", "1/0", "1/1", "2/0", "2/1");
    }

    @Test
    void waitsForKeyFramesWhenAStripeOfAFrameIsMissing() {
        keyFrame(1, 0);
        take(1, 1, 0, false);
        frame(1, 2);
        take(1, 3, 0, true);
        take(1, 3, 1, false);
        frame(1, 4);

        assertThat(seen).containsExactly("0/0K", "0/1K", "1/0", "3/0K", "4/0");
    }

    @Test
    void waitsForKeyFramesWhenAFrameIsMissing() {
        keyFrame(1, 0);
        frame(1, 2);
        keyFrame(1, 3);

        assertThat(seen).containsExactly("0/0K", "0/1K", "3/0K", "3/1K");
    }

    @Test
    void waitsForKeyFramesOfANewEpoch() {
        keyFrame(1, 0);
        frame(2, 1);
        keyFrame(2, 2);

        assertThat(seen).containsExactly("0/0K", "0/1K", "2/0K", "2/1K");
    }

    @Test
    void leavesAsideWhatAFormerProgramStillSends() {
        keyFrame(2, 0);
        keyFrame(1, 100);
        frame(2, 1);

        assertThat(seen).containsExactly("0/0K", "0/1K", "1/0", "1/1");
    }

    /** The reader begins at the oldest key frame that it needs, even in the middle of a frame. */
    @Test
    void mayBeginInTheMiddleOfAFrame() {
        take(1, 7, 1, true);
        take(1, 8, 0, true);
        take(1, 8, 1, false);
        frame(1, 9);

        assertThat(seen).containsExactly("7/1K", "8/0K", "8/1", "9/0", "9/1");
    }

    @Test
    void waitsForKeyFramesWhenTheReaderBeginsAnew() {
        keyFrame(1, 0);
        frame(1, 1);
        stream.enter();
        take(1, 0, 1, true);
        frame(1, 1);

        assertThat(seen).containsExactly("0/0K", "0/1K", "1/0", "1/1", "0/1K", "1/1");
    }

    private void keyFrame(long epoch, long id) {
        take(epoch, id, 0, true);
        take(epoch, id, 1, true);
    }

    private void frame(long epoch, long id) {
        take(epoch, id, 0, false);
        take(epoch, id, 1, false);
    }

    private void take(long epoch, long id, int row, boolean keyFrame) {
        stream.take(new TestRecord(epoch, id, row, keyFrame).build());
    }
}
