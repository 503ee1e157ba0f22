// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelflux.Codec;

/** What one viewer can cost the others, and what a slow one gets. Times are the test's own. */
class RelayCostsTest {

    private static final int ROWS = 17;
    private static final Duration FRAME = Duration.ofMillis(200);

    private final ManualTimer timer = new ManualTimer();
    private final Relay relay =
            new Relay(request -> capture().requestKeyFrame(), timer, timer::nanoTime);
    private FakeCapture capture = new FakeCapture(Codec.H264, ROWS, relay::publish);
    private final FakeViewer other = FakeViewer.prompt(ROWS);

    private FakeCapture capture() {
        return capture;
    }

    /** Does what a page does whose decoder fails at everything. */
    @Test
    void asksLessAndLessForWhoCannotDecode() {
        relay.subscribe(other, 4 << 20);
        Subscription blind = relay.subscribe(FakeViewer.prompt(ROWS), 4 << 20);

        int inTheFirstMinute = keyFramesWhile(Duration.ofMinutes(1), blind);
        keyFramesWhile(Duration.ofMinutes(2), blind);
        int inTenMinutes = keyFramesWhile(Duration.ofMinutes(10), blind);

        assertThat(inTheFirstMinute).as("tried at first").isBetween(5, 8);
        assertThat(inTenMinutes).as("about one in 64 s").isBetween(8, 10);
        assertThat(other.picture()).isEqualTo(capture.picture());
    }

    @Test
    void asksAtOnceForWhoWasWellForLong() {
        Subscription viewer = relay.subscribe(other, 4 << 20);
        keyFramesWhile(Duration.ofMinutes(10), viewer);
        pass(Duration.ofMinutes(4), () -> {});

        int before = capture.keyFrames();
        viewer.startOver();
        capture.frame(1);

        assertThat(capture.keyFrames() - before).isEqualTo(1);
    }

    /** Stripes between the request and the key frame count as no new trouble. */
    @Test
    void countsWhatIsSaidBeforeTheAnswerAsOne() {
        Subscription viewer = relay.subscribe(other, 4 << 20);
        capture.wholeFrame();
        timer.advance(Duration.ofMinutes(10));
        for (int i = 0; i < 20; i++) {
            viewer.startOver();
        }
        capture.wholeFrame();
        int before = capture.keyFrames();

        viewer.startOver();
        timer.advance(Duration.ofSeconds(1));
        capture.wholeFrame();

        assertThat(capture.keyFrames() - before).as("the second time, after a second").isEqualTo(1);
    }

    /** A whole picture waits for it already, and its parts are too many again and again. */
    @Test
    void asksForNothingMoreForWhoTakesNoImages() {
        capture = new FakeCapture(Codec.JPEG, ROWS, relay::publish);
        capture.join(0, ROWS - 1);
        FakeViewer stuck = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(stuck, 350);
        passWithParts(Duration.ofMinutes(10));
        assertThat(subscription.overflows()).isGreaterThan(10);
        assertThat(capture.keyFrames()).as("the first").isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            stuck.takeAll();
            passWithParts(Duration.ofSeconds(1));
        }
        stuck.takeAll();
        assertThat(stuck.picture()).as("when it takes again").isEqualTo(capture.picture());
    }

    private void passWithParts(Duration duration) {
        for (int frame = 0; frame < duration.dividedBy(FRAME); frame++) {
            capture.frame(frame % ROWS);
            timer.advance(FRAME);
        }
    }

    /** They are on the way already. */
    @Test
    void keepsTheKeyFramesThatWaitForWhoStartsOver() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 4 << 20);
        capture.wholeFrame();
        capture.wholeFrame();

        subscription.startOver();
        slow.takeAll();
        timer.advance(Duration.ofSeconds(10));
        capture.wholeFrame();
        slow.takeAll();

        assertThat(slow.picture()).isEqualTo(capture.picture());
        assertThat(capture.keyFrames()).as("the first, and one for the row under way").isEqualTo(2);
    }

    /** In thousandths: 8 MB a picture, 1 Mbit/s, 4 MiB may wait. */
    @Test
    void givesWholePicturesOfNoiseOverASlowLink() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 4 << 10);
        relay.subscribe(other, 4 << 20);
        capture.stripeBytes(480);
        SlowLink link = new SlowLink(slow, 125);

        pass(Duration.ofSeconds(70), () -> link.transfer(FRAME));
        assertThat(link.rows()).as("of the first picture").isEqualTo(ROWS);

        pass(Duration.ofMinutes(8), () -> link.transfer(FRAME));
        assertThat(slow.picture()).as("a newer one").doesNotContain(0);
        long now = Arrays.stream(capture.picture()).min().orElseThrow();
        long perSecond = ROWS * Duration.ofSeconds(1).dividedBy(FRAME);
        assertThat(Arrays.stream(slow.picture()).min().orElseThrow())
                .as("the oldest row, in seconds")
                .isGreaterThan(now - 150 * perSecond);
        assertThat(capture.keyFrames()).as("one a picture that it gets").isBetween(7, 11);
        assertThat(subscription.isClosed()).isFalse();
        assertThat(other.picture()).isEqualTo(capture.picture());
    }

    /** 300 kB a picture and 2 kB a change, of which one comes a second, at 64 kbit/s. */
    @Test
    void keepsUpWithTextOverASlowLinkAfterTheFirstPicture() {
        FakeViewer slow = FakeViewer.slow(ROWS);
        Subscription subscription = relay.subscribe(slow, 4 << 20);
        capture.stripeBytes(2_000);
        capture.keyFrameBytes(300_000 / ROWS);
        SlowLink link = new SlowLink(slow, 8_000);

        for (int second = 1; second <= 60; second++) {
            capture.frame(second % 3);
            timer.advance(Duration.ofSeconds(1));
            link.transfer(Duration.ofSeconds(1));
            if (second == 40) {
                assertThat(link.rows()).as("of the first picture").isEqualTo(ROWS);
            }
        }

        assertThat(slow.picture()).as("with all changes").isEqualTo(capture.picture());
        assertThat(subscription.overflows()).isZero();
        assertThat(capture.keyFrames()).isEqualTo(1);
    }

    private int keyFramesWhile(Duration duration, Subscription asking) {
        int before = capture.keyFrames();
        pass(duration, asking::startOver);
        return capture.keyFrames() - before;
    }

    private void pass(Duration duration, Runnable everyFrame) {
        for (long frame = 0; frame < duration.dividedBy(FRAME); frame++) {
            capture.wholeFrame();
            timer.advance(FRAME);
            everyFrame.run();
        }
    }

    /** Takes so many bytes a second. */
    private static final class SlowLink {

        private final FakeViewer viewer;
        private final double bytesPerSecond;
        private double left;

        SlowLink(FakeViewer viewer, double bytesPerSecond) {
            this.viewer = viewer;
            this.bytesPerSecond = bytesPerSecond;
        }

        void transfer(Duration time) {
            left += bytesPerSecond * time.toNanos() / 1e9;
            while (viewer.bytesBeingSent() >= 0 && viewer.bytesBeingSent() <= left) {
                left -= viewer.bytesBeingSent();
                viewer.take();
            }
            if (viewer.bytesBeingSent() < 0) {
                left = 0;
            }
        }

        /** How many have arrived; of the last message there is a part at most. */
        long rows() {
            List<RelayMessage> sent = viewer.messages();
            return sent.subList(0, sent.size() - 1).stream()
                    .filter(RelayStripe.class::isInstance)
                    .map(message -> ((RelayStripe) message).y())
                    .distinct()
                    .count();
        }
    }
}
