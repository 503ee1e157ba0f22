// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.Codec;
import org.pixelflux.support.TestLength;

class RelayTest {

    private static final int ROWS = 6;
    private static final long ROOMY = 1 << 20;

    private final ManualTimer timer = new ManualTimer();
    private final Relay relay =
            new Relay(request -> capture().requestKeyFrame(), timer, timer::nanoTime);
    private FakeCapture capture = new FakeCapture(Codec.H264, ROWS, relay::publish);

    private FakeCapture capture() {
        return capture;
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void givesEverybodyEverything(Codec codec) {
        capture = new FakeCapture(codec, ROWS, relay::publish);
        FakeViewer one = FakeViewer.prompt(ROWS);
        FakeViewer other = FakeViewer.prompt(ROWS);
        relay.subscribe(one, ROOMY);
        relay.subscribe(other, ROOMY);

        for (int frame = 0; frame < 10; frame++) {
            capture.frame(frame % ROWS, 0);
        }

        assertThat(one.picture()).isEqualTo(capture.picture());
        assertThat(one.messages()).isEqualTo(other.messages()).isNotEmpty();
    }

    @Test
    void endsEachFrameWithWhatWasSentOfIt() {
        FakeViewer viewer = FakeViewer.prompt(ROWS);
        relay.subscribe(viewer, ROOMY);

        capture.frame();
        capture.frame(1, 3);

        FrameEnd last = (FrameEnd) viewer.messages().get(viewer.messages().size() - 1);
        assertThat(last).isEqualTo(new FrameEnd(1, 0, 2, 640, ROWS * 64, Codec.H264, 1));
    }

    @Test
    void asksForAKeyFrameForWhoComesLate() {
        relay.subscribe(FakeViewer.prompt(ROWS), ROOMY);
        capture.frame();
        for (int row = 0; row < ROWS; row++) {
            capture.changeOften(row);
        }
        timer.advance(Duration.ofSeconds(2));
        FakeViewer late = FakeViewer.prompt(ROWS);
        relay.subscribe(late, ROOMY);

        capture.frame(2);

        assertThat(late.picture()).isEqualTo(capture.picture());
        assertThat(late.stripes()).isEqualTo(ROWS);
        for (int second = 0; second < 10; second++) {
            timer.advance(Duration.ofSeconds(1));
            capture.frame(2);
        }
        assertThat(capture.keyFrames()).as("one for it, and no more").isEqualTo(2);
    }

    /**
     * As behind a topic that is read as fast as possible: there is no moment between two frames.
     */
    @Test
    void asksForAViewerThatIsNeverIdleBetweenFrames() {
        boolean[] requestsAreLost = {false};
        Relay subject =
                new Relay(
                        request -> {
                            if (!requestsAreLost[0]) {
                                capture.requestKeyFrame();
                            }
                        },
                        timer,
                        timer::nanoTime);
        FakeViewer busy = FakeViewer.slow(ROWS);
        capture =
                new FakeCapture(
                        Codec.H264,
                        ROWS,
                        stripe -> {
                            subject.publish(stripe);
                            if (!stripe.lastOfFrame()) {
                                busy.takeAll();
                            }
                        });
        capture.frame();
        for (int row = 1; row < ROWS - 1; row++) {
            capture.changeOften(row);
        }
        requestsAreLost[0] = true;
        subject.subscribe(busy, ROOMY);
        busy.takeAll();
        capture.frame(0, ROWS - 1);
        requestsAreLost[0] = false;

        // The upper and the lower row are known, and keep the viewer busy.
        for (int frame = 0; frame < 30; frame++) {
            timer.advance(Duration.ofMillis(100));
            capture.frame(0, ROWS - 1);
        }
        busy.takeAll();

        assertThat(capture.keyFrames()).isEqualTo(2);
        assertThat(busy.picture()).isEqualTo(capture.picture());
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void needsNoKeyFrameForWhoComesToAPictureThatIsStill(Codec codec) {
        capture = new FakeCapture(codec, ROWS, relay::publish);
        capture.frame();
        timer.advance(Duration.ofMinutes(1));
        List<FakeViewer> late = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            late.add(FakeViewer.prompt(ROWS));
            relay.subscribe(late.get(i), ROOMY);
        }
        timer.advance(Duration.ofSeconds(10));
        capture.frame();

        assertThat(late)
                .allSatisfy(viewer -> assertThat(viewer.picture()).isEqualTo(capture.picture()));
        assertThat(capture.keyFrames()).isEqualTo(1);
    }

    @Test
    void needsNoKeyFrameForWhoComesToAPictureThatHasChangedLittle() {
        capture.frame();
        for (int change = 0; change < 100; change++) {
            capture.frame(change % ROWS, (change + 1) % ROWS);
        }
        timer.advance(Duration.ofMinutes(1));
        FakeViewer late = FakeViewer.prompt(ROWS);

        relay.subscribe(late, ROOMY);

        assertThat(late.picture()).isEqualTo(capture.picture());
        timer.advance(Duration.ofSeconds(10));
        capture.frame(3);
        assertThat(late.picture()).isEqualTo(capture.picture());
        assertThat(capture.keyFrames()).isEqualTo(1);
    }

    @Test
    void givesWhoComesLateAtOnceTheRowsThatHaveChangedLittle() {
        capture.frame();
        capture.frame(3);
        capture.changeOften(4);
        FakeViewer late = FakeViewer.prompt(ROWS);

        relay.subscribe(late, ROOMY);

        assertThat(late.stripes()).isEqualTo(ROWS - 1 + 1);
        assertThat(late.picture()[3]).isEqualTo(capture.picture()[3]);
        assertThat(late.picture()[4]).isZero();
        capture.frame();
        assertThat(late.picture()).isEqualTo(capture.picture());
    }

    @Test
    void keepsNoMoreThanAMegabyteForWhoComesLate() {
        capture.frame();
        capture.frame(2);
        capture.stripeBytes((int) KnownRows.MAX_FOLLOWING_BYTES / 2);
        capture.frame(4);
        FakeViewer inTime = FakeViewer.prompt(ROWS);
        relay.subscribe(inTime, Integer.MAX_VALUE);
        assertThat(inTime.picture()).isEqualTo(capture.picture());

        capture.frame(4);
        FakeViewer late = FakeViewer.prompt(ROWS);
        relay.subscribe(late, Integer.MAX_VALUE);

        assertThat(late.picture()[2]).isEqualTo(capture.picture()[2]);
        assertThat(late.picture()[4]).isZero();
        capture.frame();
        assertThat(late.picture()).isEqualTo(capture.picture());
    }

    @Test
    void givesWhoHasASmallBudgetOnlyRowsThatStandAlone() {
        capture.frame();
        capture.frame(3);
        capture.frame(3);
        FakeViewer late = FakeViewer.slow(ROWS);

        Subscription subscription = relay.subscribe(late, 2 * (ROWS + 1) * 100);

        late.takeAll();
        assertThat(late.stripes()).isEqualTo(ROWS - 1);
        capture.frame(2);
        late.takeAll();
        timer.advance(Duration.ofSeconds(1));
        capture.frame();
        late.takeAll();
        assertThat(late.picture()).isEqualTo(capture.picture());
        assertThat(subscription.overflows()).isZero();
    }

    @Test
    void joinsTheRequestsOfThreeHundredWhoComeAtOnce() {
        capture.frame();
        capture.changeOften(1);
        timer.advance(Duration.ofSeconds(5));
        int before = capture.keyFrames();
        List<FakeViewer> late = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            late.add(FakeViewer.prompt(ROWS));
            relay.subscribe(late.get(i), ROOMY);
            capture.wholeFrame();
            timer.advance(Duration.ofMillis(10));
        }
        timer.advance(Duration.ofSeconds(2));
        capture.frame();

        assertThat(late)
                .allSatisfy(viewer -> assertThat(viewer.picture()).isEqualTo(capture.picture()));
        assertThat(capture.keyFrames() - before).as("in 5 s").isBetween(2, 6);
    }

    @Test
    void dropsWhatWaitsAndGatesItsRowsWhenTheBudgetIsUsedUp() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 1000);
        capture.frame();
        slow.takeAll();

        // The first is being sent, nine wait, the one after is too much.
        for (int frame = 0; frame < 12; frame++) {
            capture.frame(0);
        }

        assertThat(subscription.overflows()).isEqualTo(1);
        assertThat(subscription.waitingBytes()).isZero();
        // Another row has lost nothing.
        capture.frame(5);
        slow.takeAll();
        assertThat(slow.picture()[5]).isEqualTo(capture.picture()[5]);
        assertThat(slow.picture()[0]).isLessThan(capture.picture()[0]);
        timer.advance(Duration.ofSeconds(1));
        capture.frame();
        slow.takeAll();
        assertThat(slow.picture()).isEqualTo(capture.picture());
    }

    @Test
    void doesNotCutAFrameByItsOwnWeight() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 250);

        capture.frame();
        slow.takeAll();

        assertThat(slow.picture()).isEqualTo(capture.picture());
        assertThat(subscription.overflows()).isZero();
    }

    @Test
    void holdsNoMoreThanItsBudgetAndAFrameForWhoTakesNothing() {
        Subscription stuck = relay.subscribe(FakeViewer.slow(ROWS), 1000);
        FakeViewer normal = FakeViewer.prompt(ROWS);
        relay.subscribe(normal, ROOMY);

        for (int frame = 0; frame < 10_000; frame++) {
            capture.wholeFrame();
            assertThat(stuck.waitingBytes()).isLessThanOrEqualTo(1000 + ROWS * 100);
            timer.advance(Duration.ofMillis(16));
        }

        assertThat(normal.picture()).isEqualTo(capture.picture());
        assertThat(capture.keyFrames()).as("who takes nothing asks for nothing").isLessThan(3);
    }

    /** A stripe is hidden by several others then. */
    @ParameterizedTest
    @EnumSource(Codec.class)
    void holdsOnePictureThoughItsRowsAreCutAgainAndAgain(Codec codec) {
        capture = new FakeCapture(codec, ROWS, relay::publish);
        FakeViewer stuck = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(stuck, 1);
        Random random = new Random(0);
        for (int frame = 0; frame < 2_000; frame++) {
            int row = random.nextInt(ROWS);
            capture.split(row);
            capture.join(row, Math.min(ROWS - 1, row + random.nextInt(3)));
            capture.frame();
            assertThat(subscription.waitingBytes()).isLessThanOrEqualTo(ROWS * 100);
        }
        stuck.takeAll();
        assertThat(stuck.picture()).isEqualTo(capture.picture());
    }

    @Test
    void keepsOnlyTheNewestOfAJpegRow() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 1);

        for (int frame = 0; frame < 100; frame++) {
            capture.wholeFrame();
            assertThat(subscription.waitingBytes()).isLessThanOrEqualTo(ROWS * 100);
        }
        slow.takeAll();

        assertThat(slow.picture()).isEqualTo(capture.picture());
        assertThat(slow.stripes()).isEqualTo(1 + ROWS);
    }

    @Test
    void keepsOfJpegWhatIsStillToBeSeen() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.join(0, ROWS - 1);
        FakeViewer viewer = FakeViewer.slow(ROWS);
        relay.subscribe(viewer, ROOMY);
        capture.frame();
        capture.wholeFrame();
        capture.frame(1);
        capture.frame(2);
        capture.frame(0, 1);

        viewer.takeAll();
        assertThat(viewer.picture()).isEqualTo(capture.picture());
        assertThat(viewer.stripes()).as("all but the part that is covered").isEqualTo(4);

        capture.frame(1);
        capture.wholeFrame();
        capture.wholeFrame();
        viewer.takeAll();
        assertThat(viewer.picture()).isEqualTo(capture.picture());
        assertThat(viewer.stripes()).isEqualTo(6);
    }

    @Test
    void givesWhoComesLateThePartsOfJpegRows() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.join(0, 1);
        capture.frame();
        for (int i = 0; i < 10 * KnownRows.MAX_STRIPES; i++) {
            capture.frame(i % 2);
        }
        FakeViewer late = FakeViewer.prompt(ROWS);
        relay.subscribe(late, ROOMY);

        assertThat(late.picture()).isEqualTo(capture.picture());
        assertThat(late.stripes()).isEqualTo(ROWS - 1 + 2);
        assertThat(capture.keyFrames()).isEqualTo(1);
    }

    @Test
    void asksForTheRowsOfWhichOnlyPartsAreKnown() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.join(0, 1);
        capture.frame();
        relay.startOver();
        // Side by side they are as high as the picture, but each may hide what was lost.
        capture.frame(0);
        capture.frame(1);
        capture.frame(2, 3, 4, 5);
        FakeViewer viewer = FakeViewer.prompt(ROWS);
        relay.subscribe(viewer, ROOMY);
        capture.frame(5);

        assertThat(viewer.picture()).isEqualTo(capture.picture());
        assertThat(capture.keyFrames()).isEqualTo(2);
    }

    @Test
    void holdsNoMorePartsOfJpegThanItsBudget() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.join(0, ROWS - 1);
        FakeViewer stuck = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(stuck, 350);
        capture.frame();
        for (int i = 0; i < 100; i++) {
            capture.frame(i % ROWS);
            assertThat(subscription.waitingBytes()).isLessThanOrEqualTo(350);
        }
        assertThat(subscription.overflows()).isPositive();

        for (int second = 0; second < 10; second++) {
            stuck.takeAll();
            timer.advance(Duration.ofSeconds(1));
            capture.frame(0);
        }
        stuck.takeAll();
        assertThat(stuck.picture()).isEqualTo(capture.picture());
    }

    /** Something always waits, and yet the relay asks for what was lost. */
    @Test
    void asksForAJpegPictureThoughStripesWait() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.join(0, ROWS - 1);
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(slow, ROOMY);
        capture.frame();
        capture.frame(1);
        relay.startOver();
        for (int i = 0; i < 10; i++) {
            capture.frame(2);
            slow.take();
            timer.advance(Duration.ofMillis(200));
        }
        assertThat(capture.keyFrames()).isEqualTo(2);
    }

    /** One row is taken while all of them change once. */
    @Test
    void givesEveryJpegRowItsTurn() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(slow, ROOMY);

        for (int frame = 0; frame < 4 * ROWS; frame++) {
            capture.wholeFrame();
            slow.take();
        }

        for (long version : slow.picture()) {
            assertThat(version).isGreaterThan(capture.picture()[0] / 2);
        }
    }

    @Test
    void startsOverWithACaptureThatIsOpenedAnew() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(slow, ROOMY);
        FakeViewer late = FakeViewer.prompt(ROWS);
        capture.frame();
        capture.frame(1);
        slow.take();

        capture.openAnew();
        capture.frame();
        capture.frame(3);
        slow.takeAll();
        relay.subscribe(late, ROOMY);

        assertThat(slow.picture()).isEqualTo(capture.picture());
        assertThat(late.stripes()).as("of the new picture only").isEqualTo(ROWS + 1);
    }

    @Test
    void followsAChangeOfTheCodec() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(slow, ROOMY);
        capture.frame();
        FakeCapture jpeg = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.frame(1);

        jpeg.frame();
        slow.takeAll();

        assertThat(slow.picture()).isEqualTo(jpeg.picture());
    }

    @Test
    void startsOverForAViewerThatCouldNotDecode() {
        FakeViewer viewer = FakeViewer.prompt(ROWS);
        Subscription subscription = relay.subscribe(viewer, ROOMY);
        capture.frame();
        timer.advance(Duration.ofSeconds(2));
        long before = viewer.stripes();

        subscription.startOver();
        capture.frame(2);

        assertThat(viewer.stripes() - before).isEqualTo(ROWS);
        assertThat(capture.keyFrames()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void startsOverForAllWhenStripesWereLostOnTheWay(Codec codec) {
        LossyWay way = new LossyWay(relay);
        capture = new FakeCapture(codec, ROWS, way);
        FakeViewer prompt = FakeViewer.prompt(ROWS);
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(prompt, ROOMY);
        relay.subscribe(slow, ROOMY);
        capture.frame();
        timer.advance(Duration.ofSeconds(2));

        way.lose(true);
        capture.frame(2);
        way.lose(false);
        capture.frame(4);
        slow.takeAll();
        capture.frame();
        slow.takeAll();

        assertThat(prompt.picture()).isEqualTo(capture.picture());
        assertThat(slow.picture()).isEqualTo(capture.picture());
    }

    /** Nothing may follow for hours, so what it lacks cannot wait for the frame's end. */
    @Test
    void asksAfterALossThoughTheEndOfAFrameIsMissing() {
        List<RelayStripe> published = new ArrayList<>();
        capture = new FakeCapture(Codec.H264, ROWS, published::add);
        FakeViewer viewer = FakeViewer.prompt(ROWS);
        relay.subscribe(viewer, ROOMY);
        capture.frame();
        published.forEach(relay::publish);
        timer.advance(Duration.ofSeconds(2));
        published.clear();
        capture.frame(2, 4);
        relay.publish(published.get(0));
        published.clear();

        relay.startOver();
        timer.advance(Duration.ofSeconds(2));
        capture.frame();
        published.forEach(relay::publish);

        assertThat(viewer.picture()).isEqualTo(capture.picture());
    }

    @Test
    void givesWhoComesAfterALossNothingThatMayBeOutdated() {
        capture.frame();
        relay.startOver();
        FakeViewer late = FakeViewer.prompt(ROWS);

        relay.subscribe(late, ROOMY);

        assertThat(late.stripes()).isZero();
        capture.frame(1);
        assertThat(late.picture()).isEqualTo(capture.picture());
        assertThat(capture.keyFrames()).isEqualTo(2);
    }

    @Test
    void asksForNothingAfterALossThatNobodySees() {
        capture.frame();
        timer.advance(Duration.ofSeconds(2));

        relay.startOver();
        timer.advance(Duration.ofSeconds(10));
        capture.frame(1);

        assertThat(capture.keyFrames()).isEqualTo(1);
    }

    @Test
    void asksAgainWhenARequestGotLost() {
        int[] asked = {0};
        Relay deaf = new Relay(request -> asked[0]++, timer, timer::nanoTime);
        FakeCapture other = new FakeCapture(Codec.H264, ROWS, deaf::publish);
        other.frame();
        other.changeOften(1);
        deaf.subscribe(FakeViewer.prompt(ROWS), ROOMY);

        timer.advance(Duration.ofSeconds(7));

        assertThat(asked[0]).isEqualTo(4);
    }

    /** A key frame for one costs all the others. */
    @Test
    void asksLessAndLessForWhoLosesFramesAgainAndAgain() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        relay.subscribe(slow, 700);
        relay.subscribe(FakeViewer.prompt(ROWS), ROOMY);

        for (int frame = 0; frame < 60 * 60; frame++) {
            capture.wholeFrame();
            timer.advance(Duration.ofMillis(1000 / 60));
            if (frame % 6 == 0) {
                slow.take();
            }
        }

        assertThat(capture.keyFrames()).as("in a minute").isBetween(5, 16);
    }

    @Test
    void sendsNothingMoreAfterClose() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, ROOMY);
        capture.frame();

        subscription.close();
        subscription.close();
        slow.takeAll();
        capture.frame(1);

        assertThat(slow.messages()).hasSize(1);
        assertThat(relay.viewers()).isZero();
        assertThat(subscription.waitingBytes()).isZero();
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> relay.subscribe(FakeViewer.prompt(ROWS), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("byteBudget: 0 is out of range, allowed 1 and more");
    }

    /**
     * Anything may happen in any order: {@link FakeViewer} fails if a stream breaks, and in the end
     * everybody who takes messages has the picture.
     */
    @ParameterizedTest
    @EnumSource(Codec.class)
    void alwaysEndsWithTheRightPicture(Codec codec) {
        for (int seed = 0; seed < TestLength.of(300, 60); seed++) {
            Random random = new Random(seed);
            Relay subject =
                    new Relay(request -> capture().requestKeyFrame(), timer, timer::nanoTime);
            LossyWay way = new LossyWay(subject);
            capture = new FakeCapture(codec, ROWS, way);
            Map<FakeViewer, Subscription> viewers = new LinkedHashMap<>();
            for (int step = 0; step < 400; step++) {
                way.lose(random.nextInt(30) == 0);
                act(random, subject, viewers);
            }
            // The end of a stream that gets lost is noticed by what comes next.
            way.lose(false);
            capture.frame(0);
            for (int second = 0; second < 80; second += 5) {
                viewers.keySet().forEach(FakeViewer::takeAll);
                timer.advance(Duration.ofSeconds(5));
                capture.frame();
            }
            viewers.keySet().forEach(FakeViewer::takeAll);

            for (FakeViewer viewer : viewers.keySet()) {
                assertThat(viewer.picture()).as("seed %d", seed).isEqualTo(capture.picture());
            }
        }
    }

    @Test
    void givesWhoComesLateRowsInTheirPresentShape() {
        capture.frame();
        capture.join(1, 3);
        capture.frame();
        FakeViewer joined = FakeViewer.prompt(ROWS);
        relay.subscribe(joined, ROOMY);
        assertThat(joined.picture()).isEqualTo(capture.picture());

        capture.frame(2);
        capture.split(2);
        capture.frame();
        FakeViewer split = FakeViewer.prompt(ROWS);
        relay.subscribe(split, ROOMY);
        capture.frame(1, 2, 3);
        assertThat(split.picture()).isEqualTo(capture.picture());
        assertThat(joined.picture()).isEqualTo(capture.picture());
        assertThat(capture.keyFrames()).isEqualTo(1);
    }

    @Test
    void gatesAJoinedRowWhoseKeyFrameWasDroppedThoughItsRowsWereOpen() {
        FakeViewer viewer = FakeViewer.slow(ROWS);
        relay.subscribe(viewer, 2000);
        capture.frame();
        viewer.takeAll();
        capture.stripeBytes(900);
        capture.join(1, 3);
        capture.frame();
        capture.frame(2);
        capture.frame(2);
        capture.frame(2);
        capture.split(1);
        capture.frame(0);
        viewer.takeAll();
        timer.advance(Duration.ofSeconds(3));
        capture.frame();
        viewer.takeAll();
        assertThat(viewer.picture()).isEqualTo(capture.picture());
    }

    private void act(Random random, Relay subject, Map<FakeViewer, Subscription> viewers) {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (viewers.size() < 8) {
                    FakeViewer viewer =
                            random.nextBoolean() ? FakeViewer.slow(ROWS) : FakeViewer.prompt(ROWS);
                    viewers.put(viewer, subject.subscribe(viewer, 1 + random.nextInt(3000)));
                }
            }
            case 1 -> timer.advance(Duration.ofMillis(random.nextInt(700)));
            case 2, 3 -> {
                if (!viewers.isEmpty()) {
                    FakeViewer viewer = any(random, viewers.keySet());
                    for (int i = random.nextInt(10); i > 0; i--) {
                        viewer.take();
                    }
                }
            }
            case 4 -> {
                if (random.nextInt(20) == 0) {
                    capture.openAnew();
                }
                capture.stripeBytes(16 + random.nextInt(600));
                capture.wholeFrame();
            }
            case 8 -> {
                int row = random.nextInt(ROWS);
                if (random.nextBoolean()) {
                    capture.split(row);
                } else {
                    capture.join(row, Math.min(ROWS - 1, row + random.nextInt(3)));
                }
            }
            case 9 -> {
                if (!viewers.isEmpty() && random.nextInt(3) == 0) {
                    any(random, viewers.values()).startOver();
                }
            }
            default -> capture.frame(random.nextInt(ROWS), random.nextInt(ROWS));
        }
    }

    private static <T> T any(Random random, Collection<T> several) {
        return List.copyOf(several).get(random.nextInt(several.size()));
    }
}
