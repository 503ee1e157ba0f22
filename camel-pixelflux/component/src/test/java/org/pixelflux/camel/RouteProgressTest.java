// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;

class RouteProgressTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;
    private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);
    private static final long EPOCH = 5;

    private final RouteProgress progress = new RouteProgress();
    private final RequestedCapture capture = new RequestedCapture();

    private static MixedMessage first(long epoch, long frame) {
        return MixedMessage.first(WIDTH, HEIGHT, epoch, frame).fill(ALL, MixedMessage.OWN, 1);
    }

    private static MixedMessage after(long frame) {
        return MixedMessage.after(WIDTH, HEIGHT, EPOCH, frame).copy(new Area(0, 0, 9, 9), 4, 4);
    }

    private void arrives(MixedMessage message) {
        progress.arrived(message.frame());
    }

    private void isMissed(MixedMessage message) {
        progress.missed(message.frame());
    }

    /** What is asked for now; else "nothing". */
    private String request() {
        capture.requests.clear();
        progress.request(capture);
        assertThat(capture.requests).hasSizeLessThan(2);
        return capture.requests.isEmpty() ? "nothing" : capture.requests.get(0);
    }

    @Test
    void asksForEverythingWhileNothingHasArrived() {
        isMissed(first(EPOCH, 0));
        arrives(after(0));

        assertThat(request()).isEqualTo("everything");
        assertThat(request()).as("it has not come yet").isEqualTo("everything");
    }

    @Test
    void asksForNothingUntilSomethingIsMissed() {
        assertThat(request()).isEqualTo("nothing");
        arrives(first(EPOCH, 0));
        arrives(after(0));

        assertThat(request()).isEqualTo("nothing");
    }

    /** A request that had to wait is of no use any more. */
    @Test
    void asksForNothingIfEverythingHasComeMeanwhile() {
        arrives(first(EPOCH, 0));
        isMissed(after(0));
        arrives(after(1).refreshSince(0, 2, true));

        assertThat(request()).isEqualTo("nothing");
    }

    @Test
    void asksForNothingIfAnotherCaptureHasBegun() {
        isMissed(first(EPOCH, 0));
        arrives(first(EPOCH + 1, 0));

        assertThat(request()).isEqualTo("nothing");
    }

    /** Somebody else has less than the reader. */
    @Test
    void asksForARefreshThatWasMissedAlsoIfTheReaderIsWholeMeanwhile() {
        arrives(first(EPOCH, 0));
        arrives(after(0));
        isMissed(after(1).refreshSinceNothing(2, true));
        arrives(after(2).refreshSince(1, 3, true));

        assertThat(request()).isEqualTo("everything");
        arrives(after(3));
        assertThat(request()).isEqualTo("nothing");
    }

    @Test
    void asksForTheShapeOfTheCursorByARefresh() {
        arrives(first(EPOCH, 0));
        progress.missedOther();

        assertThat(request()).isEqualTo("since 0 of 5");
        assertThat(request()).isEqualTo("nothing");
    }

    @Test
    void asksForAKeyFrameOfStripes() {
        progress.missedOther();

        assertThat(request()).isEqualTo("everything");
        assertThat(request()).isEqualTo("nothing");
    }

    @Test
    void asksSinceTheLastFrameUpToWhichEverythingArrived() {
        arrives(first(EPOCH, 0));
        arrives(after(0));
        isMissed(after(1));
        arrives(after(2));

        assertThat(request()).isEqualTo("since 1 of 5");
    }

    @Test
    void hasTheFrameThatBringsTheRefresh() {
        arrives(first(EPOCH, 0));
        isMissed(after(0));
        arrives(after(1).refreshSince(0, 2, true));
        isMissed(after(2));

        assertThat(request()).isEqualTo("since 2 of 5");
    }

    @Test
    void hasNoRefreshOfWhichAPartIsMissing() {
        arrives(first(EPOCH, 0));
        isMissed(after(0));
        arrives(after(1).refreshSince(0, 2, false));
        isMissed(after(2).refreshSince(0, 2, false));
        arrives(after(3).refreshSince(0, 2, true));

        assertThat(request()).isEqualTo("since 0 of 5");
    }

    /** Somebody who has just joined has asked for it. */
    @Test
    void asksForEverythingAgainIfThatDidNotArrive() {
        arrives(first(EPOCH, 0));
        arrives(after(0));
        isMissed(after(1).refreshSinceNothing(2, true));

        assertThat(request()).isEqualTo("everything");
        assertThat(request()).as("that is on its way").isEqualTo("since 1 of 5");
    }

    @Test
    void asksForEverythingAgainIfAPartOfItDidNotArrive() {
        arrives(first(EPOCH, 0));
        arrives(after(0).refreshSinceNothing(1, false));
        isMissed(after(1).refreshSinceNothing(1, true));

        assertThat(request()).isEqualTo("everything");
    }

    @Test
    void asksSinceTheOldestFrameThatAMissedRefreshWasFor() {
        for (long frame = 0; frame < 9; frame++) {
            arrives(frame == 0 ? first(EPOCH, 0) : after(frame - 1));
        }
        isMissed(after(8).refreshSince(6, 9, true));
        isMissed(after(9).refreshSince(3, 10, true));
        isMissed(after(10).refreshSince(5, 11, true));

        assertThat(request()).isEqualTo("since 3 of 5");
        assertThat(request()).isEqualTo("since 8 of 5");
    }

    @Test
    void forgetsWhatWasMissedWithAWholePicture() {
        arrives(first(EPOCH, 0));
        isMissed(after(0).refreshSinceNothing(1, true));
        arrives(after(1).refreshSinceNothing(2, true));
        isMissed(after(2));

        assertThat(request()).isEqualTo("since 2 of 5");
    }

    @Test
    void beginsAnewWithAFirstFrame() {
        arrives(first(EPOCH, 0));
        isMissed(after(0).refreshSince(0, 1, true));
        arrives(first(EPOCH + 1, 2));
        isMissed(MixedMessage.after(WIDTH, HEIGHT, EPOCH + 1, 2));

        assertThat(request()).isEqualTo("since 2 of 6");
    }

    /** A refresh since a frame of another epoch is one since nothing. */
    @Test
    void asksForEverythingIfTheFirstFrameOfAnotherEpochIsMissed() {
        arrives(first(EPOCH, 0));
        isMissed(first(EPOCH + 1, 1));

        assertThat(request()).isEqualTo("everything");
    }

    /** A capture that was opened again, after the clock was set back. */
    @Test
    void beginsAnewWithAFirstFrameOfAnEarlierEpoch() {
        arrives(first(EPOCH, 0));
        arrives(first(EPOCH - 1, 0));
        isMissed(MixedMessage.after(WIDTH, HEIGHT, EPOCH - 1, 0));

        assertThat(request()).isEqualTo("since 0 of 4");
    }
}
