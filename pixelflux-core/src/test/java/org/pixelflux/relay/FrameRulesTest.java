// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Codec;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

/** Each rule of the table in docs/design.md by itself. */
class FrameRulesTest {

    private static final long ROOMY = 1 << 20;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Area ALL = new Area(0, 0, 16, 16);

    private final ManualTimer timer = new ManualTimer();
    private final List<FrameNumber> asked = new ArrayList<>();
    private final List<RefreshRequest> requests = new ArrayList<>();
    private final Relay relay =
            new Relay(
                    request -> {
                        asked.add(request.since());
                        requests.add(request);
                    },
                    timer,
                    timer::nanoTime);

    /** Takes a message when the test says so. */
    private final class Slow implements Viewer {
        final List<RelayMessage> sent = new ArrayList<>();
        final Deque<Runnable> taken = new ArrayDeque<>();
        long bytesPerSecond = Long.MAX_VALUE;

        @Override
        public long bytesPerSecond() {
            return bytesPerSecond;
        }

        @Override
        public void send(RelayMessage message, Runnable done) {
            sent.add(message);
            taken.add(done);
        }

        void take() {
            taken.remove().run();
        }

        void takeAll() {
            while (!taken.isEmpty()) {
                take();
            }
        }

        List<Long> frames() {
            return sent.stream().map(RelayMessage::frameId).toList();
        }

        RelayFrame last() {
            return (RelayFrame) sent.get(sent.size() - 1);
        }
    }

    private void publish(MixedMessage message) {
        relay.publish(RelayFrame.of(message.bytes()));
    }

    private static MixedMessage first(long epoch, long frame) {
        return fill(MixedMessage.first(16, 16, epoch, frame), MixedMessage.OWN);
    }

    private static MixedMessage fill(MixedMessage message, int role) {
        return message.fill(ALL, role, 0x112233);
    }

    /** A change since the frame before, of the first epoch. */
    private static MixedMessage change(long frame) {
        return fill(MixedMessage.after(16, 16, 1, frame - 1), MixedMessage.OWN);
    }

    private static MixedMessage refresh(long since, long frame) {
        MixedMessage message = change(frame).refreshSince(since, frame, true);
        return fill(message, MixedMessage.REFRESH);
    }

    private static MixedMessage part(long frame, long start, boolean last) {
        MixedMessage message = change(frame).refreshSinceNothing(start, last);
        return fill(message, MixedMessage.REFRESH);
    }

    private Slow wholeSinceTheFirst() {
        publish(first(1, 0));
        Slow viewer = new Slow();
        relay.subscribe(viewer, ROOMY);
        viewer.takeAll();
        return viewer;
    }

    private void pass(Duration time) {
        timer.advance(time);
    }

    @Test
    void whoIsWholeGetsWhatIsOwnOfTheNextFrame() {
        Slow viewer = wholeSinceTheFirst();

        publish(refresh(0, 1));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 1L);
        assertThat(viewer.last().mixed().refresh()).isNull();
        assertThat(viewer.last().wireBytes()).isEqualTo(change(1).bytes());
        assertThat(asked).isEmpty();
    }

    @Test
    void whoSubscribesToACalmScreenCostsTheCaptureNothing() {
        publish(first(1, 0));
        publish(change(1));
        Slow late = new Slow();
        relay.subscribe(late, ROOMY);
        late.takeAll();

        assertThat(late.frames()).containsExactly(0L, 1L);
        publish(change(2));
        assertThat(late.frames()).containsExactly(0L, 1L, 2L);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRefreshSinceNothingIsWhatLaterOnesBeginWith() {
        publish(first(1, 0));
        publish(part(1, 1, false));
        publish(part(2, 1, true));
        publish(change(3));
        Slow late = new Slow();
        relay.subscribe(late, ROOMY);
        late.takeAll();

        assertThat(late.frames()).containsExactly(1L, 2L, 3L);
        assertThat(asked).isEmpty();
        assertThat(late.sent.stream().map(frame -> ((RelayFrame) frame).wireBytes()))
                .containsExactly(
                        part(1, 1, false).bytes(), part(2, 1, true).bytes(), change(3).bytes());
    }

    @Test
    void whoComesWhileMuchHasChangedIsHeldAndAsksForEverything() {
        publish(first(1, 0));
        publish(change(1));
        publish(change(2)); // as large as the whole together
        Slow late = new Slow();
        relay.subscribe(late, ROOMY);
        publish(change(3));

        assertThat(late.sent).isEmpty();
        assertThat(asked).containsExactly((FrameNumber) null);
        publish(part(4, 4, true));
        assertThat(late.frames()).containsExactly(4L);
    }

    /** With another connection it may have had the frame before. */
    @Test
    void whoComesMayBeWholeAndGetsWhatIsOwnAsWell() {
        publish(first(1, 0));
        publish(change(1));
        publish(change(2)); // as large as the whole together
        Slow late = new Slow();
        relay.subscribe(late, ROOMY);
        late.takeAll();

        publish(part(3, 3, false));
        publish(part(4, 3, true));
        late.takeAll();

        assertThat(late.sent.stream().map(frame -> ((RelayFrame) frame).wireBytes()))
                .containsExactly(part(3, 3, false).bytes(), part(4, 3, true).bytes());
    }

    @Test
    void whatWaitsForLongIsDroppedAndARefreshComesWhenThereIsRoom() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(1));
        publish(change(2));
        pass(FrameQueue.LONGEST_WAIT.plusMillis(1));
        publish(change(3));
        publish(refresh(0, 4)); // which somebody else has asked for
        assertThat(asked).isEmpty();

        viewer.takeAll();

        assertThat(viewer.frames()).as("nothing old").containsExactly(0L, 1L);
        assertThat(asked).containsExactly(new FrameNumber(1, 1));
        publish(change(5));
        publish(refresh(1, 6));
        viewer.takeAll();
        publish(change(7));
        viewer.takeAll();
        assertThat(viewer.frames()).containsExactly(0L, 1L, 6L, 7L);
    }

    @Test
    void whatHasWaitedForLongIsNotSentAlsoIfNothingFollows() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(1));
        publish(change(2));
        pass(FrameQueue.LONGEST_WAIT.plusMillis(1));

        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 1L);
        assertThat(asked).containsExactly(new FrameNumber(1, 1));
    }

    @Test
    void aFullBudgetHoldsAsWell() {
        publish(first(1, 0));
        Slow viewer = new Slow();
        Subscription subscription = relay.subscribe(viewer, 250); // two changes
        viewer.takeAll();
        for (int frame = 1; frame <= 4; frame++) {
            publish(change(frame));
        }

        assertThat(subscription.overflows()).isEqualTo(1);
        assertThat(subscription.droppedFrames()).isEqualTo(3);
        assertThat(subscription.waitingBytes()).isZero();
        viewer.takeAll();
        assertThat(asked).containsExactly(new FrameNumber(1, 1));
    }

    @Test
    void aRefreshSinceALaterFrameIsOfNoUse() {
        Slow viewer = wholeSinceTheFirst();
        relay.publish(RelayFrame.of(change(2).bytes())); // one was lost on the way here
        assertThat(asked).containsExactly(new FrameNumber(1, 0));

        publish(refresh(1, 3));
        assertThat(viewer.frames()).containsExactly(0L);
        publish(refresh(0, 4));
        assertThat(viewer.frames()).containsExactly(0L, 4L);
        assertThat(viewer.last().mixed().rectangles()).as("without its own").hasSize(1);
    }

    @Test
    void whoLacksSomethingSoonAfterARefreshAsksAgainWithinASecond() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(refresh(0, 3));
        viewer.takeAll();
        publish(change(5));
        pass(Duration.ofSeconds(1));

        assertThat(asked).containsExactly(new FrameNumber(1, 0), new FrameNumber(1, 3));
    }

    @Test
    void whatWaitedForLongSoonAfterARefreshIsAskedForWithinASecond() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(refresh(0, 3));
        publish(change(4));
        pass(FrameQueue.LONGEST_WAIT.plusMillis(1));
        viewer.takeAll();
        pass(Duration.ofMillis(600));

        assertThat(asked).containsExactly(new FrameNumber(1, 0), new FrameNumber(1, 3));
    }

    @Test
    void whoIsKnownToBeSlowAsksForWhatItsLinkTakesSoon() {
        Slow viewer = wholeSinceTheFirst();
        viewer.bytesPerSecond = 100_000;
        publish(change(2));
        publish(refresh(0, 3));
        viewer.takeAll();
        publish(change(5));
        pass(LinkSpeed.LEAST_PAUSE);

        assertThat(asked).containsExactly(new FrameNumber(1, 0), new FrameNumber(1, 3));
        assertThat(requests)
                .extracting(RefreshRequest::mostBytes)
                .containsExactly(15_000L, 15_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000_000, -1, Long.MIN_VALUE})
    void aFastLinkTakesWhatIsExactAndSoDoesOneOfWhichNothingIsKnown(long bytesPerSecond) {
        Slow viewer = wholeSinceTheFirst();
        viewer.bytesPerSecond = bytesPerSecond;
        publish(change(2));

        assertThat(asked).containsExactly(new FrameNumber(1, 0));
        assertThat(requests)
                .extracting(RefreshRequest::mostBytes)
                .containsExactly(RefreshRequest.ANY_SIZE);
    }

    /** They would be old before they were there. */
    @Test
    void changesThatTakeLongOnASlowLinkAreDropped() {
        Slow viewer = wholeSinceTheFirst();
        int bytes = change(1).bytes().length;
        viewer.bytesPerSecond = bytes * 19; // one and a half in 80 ms
        publish(change(1)); // on its way
        publish(change(2));
        publish(change(3));
        viewer.take();
        assertThat(viewer.frames()).containsExactly(0L, 1L, 2L);
        publish(change(4));
        publish(change(5));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 1L, 2L);
        assertThat(asked).containsExactly(new FrameNumber(1, 2));
    }

    /** It is for somebody who has nothing, and takes a slow link long. */
    @Test
    void whoIsSlowAndHasSomethingTakesNoWholePicture() {
        Slow viewer = wholeSinceTheFirst();
        viewer.bytesPerSecond = part(3, 3, true).bytes().length / 2;
        publish(change(2));
        publish(part(3, 3, true));
        publish(refresh(0, 4));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 4L);
    }

    /** It asks for a smaller one, once: perhaps there is none. */
    @Test
    void whoIsSlowAndHasNothingTakesTheSecondWholePicture() {
        publish(first(1, 0));
        publish(change(2));
        Slow viewer = new Slow();
        viewer.bytesPerSecond = 1;
        relay.subscribe(viewer, ROOMY);
        publish(part(3, 3, true));
        assertThat(viewer.sent).isEmpty();
        publish(part(4, 4, true));

        assertThat(viewer.frames()).containsExactly(4L);
    }

    @Test
    void whoIsSlowAndHasNothingTakesWhatIsCoarse() {
        publish(first(1, 0));
        publish(change(2));
        Slow viewer = new Slow();
        viewer.bytesPerSecond = 1;
        relay.subscribe(viewer, ROOMY);
        assertThat(requests).containsExactly(new RefreshRequest(null, 0, List.of()));
        publish(part(3, 3, true).coarse());

        assertThat(viewer.frames()).containsExactly(3L);
    }

    /** It gets what is exact. */
    @Test
    void whoIsFastTakesNothingThatIsCoarse() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(refresh(0, 3).coarse());
        publish(refresh(0, 4));

        assertThat(viewer.frames()).containsExactly(0L, 4L);
    }

    /** A stranger's refresh may go on for ever. */
    @Test
    void whoTakesNothingIsHeldBeforeTheirPartsAreTooMany() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        byte[] large = new byte[17 << 20];
        for (int frame = 3; frame < 10; frame++) {
            publish(
                    MixedMessage.after(16, 16, 1, frame - 1)
                            .refreshSinceNothing(3, false)
                            .add(ALL, MixedMessage.EXACT, MixedMessage.REFRESH, 0, 0, 0, 0, large));
        }
        asked.clear();
        pass(LONG);
        viewer.takeAll();

        // The first one was sent before, and four fill up what may wait.
        assertThat(viewer.frames()).containsExactly(0L, 3L, 4L, 5L, 6L, 7L);
        assertThat(asked).isNotEmpty();
    }

    /** Only its later parts have something that is coarse: the first one had text alone. */
    @Test
    void whoIsFastTakesNoPartThatIsCoarse() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(part(3, 3, false));
        publish(part(4, 3, true).coarse());
        publish(refresh(0, 5));
        viewer.takeAll();
        publish(refresh(0, 6));

        assertThat(viewer.frames()).containsExactly(0L, 3L, 6L);
    }

    @Test
    void aSplitRefreshIsTakenFromItsFirstPartOn() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(part(3, 2, true)); // whose first part the viewer has not
        assertThat(viewer.frames()).containsExactly(0L);

        publish(part(4, 4, false));
        publish(part(5, 4, false));
        publish(part(6, 4, true));
        publish(change(7));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aSplitRefreshDoesNotGoOnWithAnother() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(part(3, 3, false));
        viewer.takeAll();
        publish(refresh(3, 4)); // for somebody else

        assertThat(viewer.frames()).containsExactly(0L, 3L);
        pass(Duration.ofSeconds(1));
        assertThat(asked).endsWith(new FrameNumber(1, 0));
        publish(part(5, 5, true));
        assertThat(viewer.frames()).containsExactly(0L, 3L, 5L);
    }

    @Test
    void whoComesAfterAFrameWasLostOnTheWayHereIsHeld() {
        publish(first(1, 0));
        publish(change(2));
        Slow late = new Slow();
        relay.subscribe(late, ROOMY);

        assertThat(late.sent).isEmpty();
        assertThat(asked).containsExactly((FrameNumber) null);
    }

    @Test
    void theRestOfASplitRefreshIsNotDropped() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(2));
        publish(part(3, 3, false));
        publish(part(4, 3, true));
        publish(change(5));
        pass(Duration.ofMinutes(1));
        publish(change(6));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 3L, 4L);
        assertThat(asked).contains(new FrameNumber(1, 4));
    }

    @Test
    void aCompleteFrameTakesThePlaceOfAllThatWaits() {
        Slow viewer = wholeSinceTheFirst();
        publish(change(1));
        publish(change(2));
        publish(first(2, 3));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 1L, 3L);
        assertThat(asked).isEmpty();
    }

    @Test
    void whoAsksGetsNothingBeforeARefreshSinceItsFrame() {
        publish(first(1, 0));
        Slow viewer = new Slow();
        Subscription subscription = relay.subscribe(viewer, ROOMY);
        viewer.takeAll();
        publish(change(1));
        publish(change(2));
        viewer.takeAll();
        pass(Duration.ofMinutes(1));

        subscription.requestRefresh(new FrameNumber(1, 1));
        publish(change(3));
        publish(refresh(2, 4));

        assertThat(asked).containsExactly(new FrameNumber(1, 1));
        assertThat(viewer.frames()).containsExactly(0L, 1L, 2L);
        publish(refresh(1, 5));
        assertThat(viewer.frames()).containsExactly(0L, 1L, 2L, 5L);
    }

    /** It would take a frame without what is own for one in which nothing has changed. */
    @Test
    void whoAsksAndMayBeWholeGetsWhatIsOwnAsWell() {
        publish(first(1, 0));
        Slow viewer = new Slow();
        Subscription subscription = relay.subscribe(viewer, ROOMY);
        publish(change(1));
        viewer.takeAll();
        subscription.requestRefresh(new FrameNumber(1, 0));

        MixedMessage part = change(2).refreshSince(0, 2, false);
        publish(fill(part, MixedMessage.REFRESH));
        MixedMessage next = change(3).refreshSince(0, 2, true);
        publish(fill(next, MixedMessage.REFRESH));
        viewer.takeAll();

        assertThat(viewer.frames()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(((RelayFrame) viewer.sent.get(2)).wireBytes()).isEqualTo(part.bytes());
        assertThat(viewer.last().wireBytes()).isEqualTo(next.bytes());
    }

    @Test
    void whoAsksWhileTheAnswerIsOnItsWayNeedsNoOther() {
        publish(first(1, 0));
        Slow viewer = new Slow();
        Subscription subscription = relay.subscribe(viewer, ROOMY);
        viewer.takeAll();
        subscription.requestRefresh(new FrameNumber(1, 0));
        publish(refresh(0, 1));

        subscription.requestRefresh(new FrameNumber(1, 0));
        viewer.takeAll();
        publish(change(2));

        assertThat(viewer.frames()).containsExactly(0L, 1L, 2L);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoNamesAFrameThatItWasNotSentHasNothing() {
        publish(first(5, 0));
        Slow viewer = new Slow();
        Subscription subscription = relay.subscribe(viewer, ROOMY);
        viewer.takeAll();

        subscription.requestRefresh(new FrameNumber(4, 0));

        assertThat(asked).containsExactly((FrameNumber) null);
    }

    @Test
    void requestsBecomeOneSinceTheOldestFrame() {
        publish(first(1, 0));
        List<Slow> viewers = List.of(new Slow(), new Slow(), new Slow(), new Slow());
        List<Subscription> subscriptions =
                viewers.stream().map(viewer -> relay.subscribe(viewer, ROOMY)).toList();
        for (int frame = 1; frame < 8; frame++) {
            publish(change(frame));
            viewers.forEach(Slow::takeAll);
        }
        subscriptions.get(0).requestRefresh(new FrameNumber(1, 4));
        assertThat(asked).containsExactly(new FrameNumber(1, 4));
        pass(Duration.ofMillis(500));
        subscriptions.get(1).requestRefresh(new FrameNumber(1, 5));
        subscriptions.get(2).requestRefresh(new FrameNumber(1, 2));
        subscriptions.get(3).requestRefresh(new FrameNumber(1, 7));
        assertThat(asked).as("within a second").hasSize(1);

        pass(Duration.ofMillis(500));

        assertThat(asked).containsExactly(new FrameNumber(1, 4), new FrameNumber(1, 2));
    }

    @Test
    void theCaptureWaitsForWhoTakesItsFramesAndForWhoIsHeldUntilItHasRoom() throws Exception {
        Slow viewer = wholeSinceTheFirst();
        relay.awaitRoom(LONG);
        for (int frame = 1; frame <= 4; frame++) {
            publish(change(frame));
        }
        assertThat(awaitsRoom()).as("three wait").isTrue();
        viewer.take();
        relay.awaitRoom(LONG);

        pass(FrameQueue.LONGEST_WAIT.plusMillis(1));
        publish(change(5));
        assertThat(awaitsRoom()).as("is held, and sent something").isTrue();
        viewer.take();
        relay.awaitRoom(LONG);
    }

    /** Whether the capture would have to wait; then it does not wait for this viewer again. */
    private boolean awaitsRoom() throws InterruptedException {
        long start = System.nanoTime();
        relay.awaitRoom(SHORT);
        return System.nanoTime() - start >= SHORT.toNanos();
    }

    /** The page's stripes of before are of no use, but it gets the end of what it has begun. */
    @Test
    void aCaptureMayChangeItsMode() {
        Slow viewer = new Slow();
        Subscription subscription = relay.subscribe(viewer, ROOMY);
        FakeCapture stripes = new FakeCapture(Codec.JPEG, 3, relay::publish);
        stripes.wholeFrame();

        publish(first(1, 1));
        publish(change(2));
        viewer.takeAll();
        assertThat(viewer.sent.stream().map(message -> message.getClass().getSimpleName()))
                .containsExactly("RelayStripe", "FrameEnd", "RelayFrame", "RelayFrame");
        assertThat(((FrameEnd) viewer.sent.get(1)).stripes()).isEqualTo(1);

        viewer.sent.clear();
        publish(change(3));
        publish(change(4));
        stripes.wholeFrame();
        viewer.takeAll();
        assertThat(viewer.sent.stream().map(message -> message.getClass().getSimpleName()))
                .containsExactly(
                        "RelayFrame", "RelayStripe", "RelayStripe", "RelayStripe", "FrameEnd");
        assertThat(subscription.waitingBytes()).isZero();

        FakeViewer late = FakeViewer.prompt(3);
        relay.subscribe(late, ROOMY);
        assertThat(late.picture()).isEqualTo(stripes.picture());
    }
}
