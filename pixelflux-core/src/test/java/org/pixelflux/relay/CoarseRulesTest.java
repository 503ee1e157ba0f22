// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelflux.MixedFrame;
import org.pixelflux.PictureArea;
import org.pixelflux.RectangleRole;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** A viewer behind a slow link that has all of its picture coarse, as of frame 3. */
class CoarseRulesTest {

    private static final long ROOMY = 1 << 20;
    private static final Area ALL = new Area(0, 0, 16, 16);
    private static final RefreshRequest AGAIN =
            new RefreshRequest(
                    new FrameNumber(1, 3), 15_000, List.of(new PictureArea(0, 0, 16, 16)));

    private final ManualTimer timer = new ManualTimer();
    private final List<RefreshRequest> requests = new ArrayList<>();
    private final Relay relay = new Relay(requests::add, timer, timer::nanoTime);
    private final List<MixedFrame> sent = new ArrayList<>();
    private final Deque<Runnable> taken = new ArrayDeque<>();
    private Subscription subscription;

    @BeforeEach
    void takeWhatIsCoarse() {
        publish(MixedMessage.first(16, 16, 1, 0).fill(ALL, MixedMessage.OWN, 1));
        subscription =
                relay.subscribe(
                        new Viewer() {
                            @Override
                            public void send(RelayMessage message, Runnable done) {
                                sent.add(((RelayFrame) message).mixed());
                                taken.add(done);
                            }

                            @Override
                            public long bytesPerSecond() {
                                return 100_000;
                            }
                        },
                        ROOMY);
        takeAll();
        publish(nothing(2)); // one was lost on the way here
        publish(coarse(0, 3));
        takeAll();
        assertThat(frames()).containsExactly(0L, 3L);
        requests.clear();
    }

    private void takeAll() {
        while (!taken.isEmpty()) {
            taken.remove().run();
        }
    }

    private List<Long> frames() {
        return sent.stream().map(MixedFrame::id).toList();
    }

    private MixedFrame last() {
        return sent.get(sent.size() - 1);
    }

    private void publish(MixedMessage message) {
        relay.publish(RelayFrame.of(message.bytes()));
    }

    private void pass(Duration time) {
        timer.advance(time);
    }

    private static MixedMessage nothing(long frame) {
        return MixedMessage.after(16, 16, 1, frame - 1);
    }

    private static MixedMessage dot(long frame) {
        return nothing(frame).fill(new Area(1, 1, 1, 1), MixedMessage.OWN, 2);
    }

    private static MixedMessage coarse(long since, long frame) {
        return nothing(frame)
                .refreshSince(since, frame, true)
                .coarse()
                .add(ALL, MixedMessage.PICTURE, MixedMessage.REFRESH, 0, 0, 0, 0, new byte[9]);
    }

    private static MixedMessage exact(MixedMessage to, long frame) {
        return to.refreshSince(0, frame, true).fill(ALL, MixedMessage.REFRESH, 3);
    }

    @Test
    void whatIsCalmIsAskedForAgainUntilItComes() {
        pass(CoarseTiles.CALM.minusMillis(1));
        assertThat(requests).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(requests).containsExactly(AGAIN);
        pass(CoarseTiles.PATIENCE);
        assertThat(requests).containsExactly(AGAIN, AGAIN);

        publish(exact(dot(4), 4));
        takeAll();
        assertThat(last().refresh()).isNull();
        assertThat(last().rectangles())
                .as("its own, and what comes again")
                .hasSize(2)
                .allMatch(rectangle -> rectangle.role() == RectangleRole.OWN);
        pass(Duration.ofMinutes(1));
        assertThat(requests).hasSize(2);
    }

    @Test
    void whatChangesIsAskedForWhenItHasCalmedDown() {
        pass(CoarseTiles.CALM.minusMillis(1));
        publish(dot(4));
        takeAll();
        pass(CoarseTiles.CALM.minusMillis(1));
        assertThat(requests).isEmpty();
        pass(Duration.ofMillis(1));

        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).since()).isEqualTo(new FrameNumber(1, 4));
    }

    @Test
    void whoIsWholeTakesNothingThatIsCoarseForOthers() {
        publish(coarse(0, 4).fill(new Area(0, 0, 1, 1), MixedMessage.REFRESH, 3));
        takeAll();

        assertThat(last().rectangles()).as("but the exact part").hasSize(1);
        pass(CoarseTiles.CALM);
        assertThat(requests).hasSize(1);
    }

    /** As when somebody else has come: it would be old before it was there. */
    @Test
    void leavesOutWhatIsMuchMoreThanItWouldAskFor() {
        publish(
                nothing(4)
                        .refreshSinceNothing(4, true)
                        .add(
                                ALL,
                                MixedMessage.EXACT,
                                MixedMessage.REFRESH,
                                0,
                                0,
                                0,
                                0,
                                new byte[200_000]));
        takeAll();

        assertThat(last().rectangles()).isEmpty();
        pass(CoarseTiles.CALM);
        assertThat(requests).hasSize(1);
    }

    @Test
    void whatComesAgainAndIsDroppedIsAskedForAgain() {
        publish(dot(4)); // on its way
        publish(exact(dot(5), 5));
        pass(FrameQueue.LONGEST_WAIT.plusMillis(1));
        publish(dot(6));
        takeAll();
        assertThat(frames()).containsExactly(0L, 3L, 4L);

        publish(nothing(7).refreshSince(4, 7, true));
        takeAll();
        pass(CoarseTiles.CALM);
        assertThat(requests)
                .last()
                .isEqualTo(new RefreshRequest(new FrameNumber(1, 7), 15_000, AGAIN.again()));
    }

    /** What came again is in no refresh since then. */
    @Test
    void whoLosesSomethingAsksForEverything() {
        subscription.requestRefresh(new FrameNumber(1, 3));
        pass(Duration.ofSeconds(1));

        assertThat(requests).first().isEqualTo(new RefreshRequest(null, 15_000, List.of()));
    }

    @Test
    void whoComesLaterDoesNotBeginWithWhatIsCoarse() {
        publish(
                nothing(4)
                        .refreshSinceNothing(4, true)
                        .coarse()
                        .add(
                                ALL,
                                MixedMessage.PICTURE,
                                MixedMessage.REFRESH,
                                0,
                                0,
                                0,
                                0,
                                new byte[9]));
        List<RelayMessage> begun = new ArrayList<>();
        relay.subscribe((message, done) -> begun.add(message), ROOMY);

        assertThat(begun).isEmpty();
        assertThat(requests).contains(RefreshRequest.EVERYTHING);
    }
}
