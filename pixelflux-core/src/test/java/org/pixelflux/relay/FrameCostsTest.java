// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What viewers of mode mixed cost the capture, and how old what they show is. Times are the test's
 * own; the sizes are those of a 1200x800 text that scrolls by 57 px at 30 Hz.
 */
class FrameCostsTest {

    private static final Duration FRAME = Duration.ofMillis(33);
    private static final Duration STEP = Duration.ofMillis(3);
    private static final int LINES = 22_000;
    private static final FakeScroll.Sizes SIZES =
            new FakeScroll.Sizes(LINES, 330_000, 85_000, 450_000, 60_000);
    private static final int WHOLE = SIZES.text() + SIZES.desktop();
    private static final double MBIT = 125_000;
    private static final long ROOMY = 4 << 20;

    private final ManualTimer timer = new ManualTimer();
    private final FakeScroll scroll = new FakeScroll(frame -> relay().publish(frame), SIZES);
    private final Relay relay = new Relay(scroll, timer, timer::nanoTime);
    private final List<FrameLink> links = new ArrayList<>();

    private Relay relay() {
        return relay;
    }

    private FrameLink link(double bytesPerSecond) {
        FrameLink link = new FrameLink(timer, bytesPerSecond);
        relay.subscribe(link, ROOMY);
        links.add(link);
        return link;
    }

    /** A minute after the last change it has everything exactly. */
    @Test
    void whatASlowLinkGotCoarseItGetsExactlyWhenItIsAtRest() {
        FrameLink fast = link(100 * MBIT);
        FrameLink slow = link(MBIT).watched();
        pass(Duration.ofSeconds(5), true);
        assertThat(slow.exact()).isFalse();
        long before = fast.bytes();
        pass(Duration.ofMinutes(1), false);

        assertThat(slow.exact()).isTrue();
        assertThat(fast.bytes() - before).as("what it has exactly").isLessThan(LINES);
        int refreshes = scroll.refreshes();
        pass(Duration.ofMinutes(1), false);
        assertThat(scroll.refreshes()).isEqualTo(refreshes);
    }

    private Duration age(FrameLink link) {
        return FRAME.multipliedBy(scroll.frame() - link.shown());
    }

    private void pass(Duration time, boolean moving) {
        for (long step = 0; step < time.dividedBy(STEP); step++) {
            if (step % FRAME.dividedBy(STEP) == 0) {
                if (moving) {
                    scroll.scroll();
                } else {
                    scroll.rest();
                }
            }
            timer.advance(STEP);
            links.forEach(link -> link.transfer(STEP));
        }
    }

    /** The oldest that any of these shows while the text scrolls for a minute. */
    private Duration oldestInAMinute(List<FrameLink> some) {
        Duration oldest = Duration.ZERO;
        for (int frame = 0; frame < Duration.ofMinutes(1).dividedBy(FRAME); frame++) {
            pass(FRAME, true);
            for (FrameLink link : some) {
                oldest = age(link).compareTo(oldest) > 0 ? age(link) : oldest;
            }
        }
        return oldest;
    }

    /** They come one after the other, over links that are not quite the same. */
    @Test
    void slowViewersSeeWhatIsNotOldAndShareTwoRefreshesASecond() {
        Random random = new Random(1);
        List<FrameLink> slow = new ArrayList<>();
        List<FrameLink> fast = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            fast.add(link(100 * MBIT));
            slow.add(link(MBIT * (0.9 + 0.2 * random.nextDouble())));
            pass(FRAME.multipliedBy(random.nextInt(15)), true);
        }
        pass(Duration.ofSeconds(5), true);

        int before = scroll.refreshes();
        assertThat(oldestInAMinute(slow)).isLessThan(Duration.ofMillis(2_500));
        assertThat(scroll.refreshes() - before).isBetween(60, 150);
        assertThat(oldestInAMinute(fast)).isLessThanOrEqualTo(FRAME);
    }

    @Test
    void overAFasterLinkItIsNewer() {
        FrameLink link = link(4 * MBIT);
        pass(Duration.ofSeconds(5), true);

        assertThat(oldestInAMinute(List.of(link))).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void whoHasNothingDoesNotHoldUpTheSlow() {
        FrameLink slow = link(MBIT);
        pass(Duration.ofSeconds(5), true);
        Duration oldest = Duration.ZERO;
        for (int second = 0; second < 60; second++) {
            link(100 * MBIT);
            for (int frame = 0; frame < Duration.ofSeconds(1).dividedBy(FRAME); frame++) {
                pass(FRAME, true);
                oldest = age(slow).compareTo(oldest) > 0 ? age(slow) : oldest;
            }
        }

        assertThat(oldest).isLessThan(Duration.ofMillis(2_500));
    }

    @Test
    void aLinkThatIsFastEnoughNeedsNoRefreshAfterTheFirstPicture() {
        pass(FRAME.multipliedBy(20), true);
        FrameLink link = link(6 * MBIT);
        pass(Duration.ofSeconds(5), true);

        int before = scroll.refreshes();
        assertThat(oldestInAMinute(List.of(link))).isLessThan(Duration.ofMillis(500));
        assertThat(scroll.refreshes() - before).isZero();
    }

    /** A refresh is only for who is held. */
    @Test
    void whoIsWholePaysNothingForTheOthers() {
        pass(FRAME, true);
        FrameLink fast = link(100 * MBIT);
        pass(Duration.ofSeconds(1), true);
        link(MBIT);
        pass(Duration.ofSeconds(10), true);
        long before = fast.bytes();

        oldestInAMinute(links);

        long frames = Duration.ofMinutes(1).dividedBy(FRAME);
        assertThat(fast.bytes() - before).isBetween(frames * LINES, frames * (LINES + 200));
    }

    @Test
    void whoComesToACalmScreenCostsTheCaptureNothing() {
        pass(FRAME, true);
        pass(Duration.ofSeconds(2), false);
        for (int n = 0; n < 50; n++) {
            link(n % 2 == 0 ? MBIT : 100 * MBIT);
            pass(Duration.ofMillis(300), false);
        }
        pass(Duration.ofSeconds(10), false);

        assertThat(scroll.refreshes()).isZero();
        assertThat(links).allSatisfy(link -> assertThat(age(link)).isZero());
    }

    /** Its canvas is lost, its decoder fails, or it means harm. */
    @Test
    void whoAsksAgainAndAgainWaitsForLongerAndLonger() {
        pass(FRAME, true);
        FrameLink other = link(100 * MBIT);
        pass(Duration.ofSeconds(1), true);
        FrameLink asking = new FrameLink(timer, 100 * MBIT);
        Subscription subscription = relay.subscribe(asking, ROOMY);
        links.add(asking);
        int[] refreshes = new int[11];
        for (int minute = 0; minute <= 10; minute++) {
            int before = scroll.refreshes();
            for (int frame = 0; frame < Duration.ofMinutes(1).dividedBy(FRAME); frame++) {
                subscription.startOver();
                pass(FRAME, true);
                assertThat(age(other)).isLessThanOrEqualTo(FRAME);
            }
            refreshes[minute] = scroll.refreshes() - before;
        }

        assertThat(refreshes[0]).as("tried at first").isBetween(5, 8);
        assertThat(refreshes[10]).as("one in 64 s").isLessThanOrEqualTo(1);
    }

    @Test
    void whoTakesNothingCostsOneRefresh() {
        pass(FRAME, true);
        link(100 * MBIT);
        FrameLink stuck = new FrameLink(timer, 0);
        Subscription subscription = relay.subscribe(stuck, ROOMY);
        links.add(stuck);

        pass(Duration.ofMinutes(5), true);

        assertThat(scroll.refreshes()).isEqualTo(1);
        assertThat(subscription.waitingBytes()).isZero();
        assertThat(subscription.overflows()).isEqualTo(1);
    }

    /** What is exact would take half a minute, and what is coarse takes six seconds. */
    @Test
    void aVerySlowLinkShowsAPictureAtATime() {
        pass(FRAME, true);
        FrameLink link = link(WHOLE / 30.0);
        pass(Duration.ofSeconds(7), true);
        assertThat(link.shown()).isBetween(0L, 60L);

        assertThat(oldestInAMinute(List.of(link))).isLessThan(Duration.ofSeconds(10));
        assertThat(scroll.refreshes()).isBetween(10, 25);
    }
}
