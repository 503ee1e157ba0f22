// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.pixelflux.camel.PixelfluxConstants;

class EpochTest {

    private long now = 1_795_557_305_332L;
    private final Epoch epoch = new Epoch(() -> now, 0);

    @Test
    void beginsWhenTheProgramDoes() {
        assertThat(epoch.of(stripe(0, 640, false))).isEqualTo(now);
    }

    @Test
    void staysWhileFramesFollowEachOther() {
        long first = epoch.of(stripe(0, 640, false));
        now += 1000;

        assertThat(epoch.of(stripe(0, 640, true))).isEqualTo(first);
        assertThat(epoch.of(stripe(1, 640, true))).isEqualTo(first);
        assertThat(epoch.of(stripe(5, 640, false))).isEqualTo(first);
    }

    @Test
    void isAnotherOneWhenTheCaptureWasOpenedAnew() {
        epoch.of(stripe(0, 640, true));
        epoch.of(stripe(1, 640, true));
        now += 1000;

        assertThat(epoch.of(stripe(0, 640, true))).isEqualTo(now);
        now += 1000;
        assertThat(epoch.of(stripe(0, 640, true))).as("after one frame").isEqualTo(now);
    }

    @Test
    void isAnotherOneWhenThePictureHasAnotherSize() {
        epoch.of(stripe(0, 640, true));
        now += 1000;

        assertThat(epoch.of(stripe(1, 320, true))).isEqualTo(now);
    }

    @Test
    void growsAlsoWhenTheClockDoesNot() {
        long first = epoch.of(stripe(0, 640, true));
        now -= 5000;

        assertThat(epoch.of(stripe(0, 640, true))).isEqualTo(first + 1);
    }

    @Test
    void growsAlsoWhenTheClockWasSetBackBeforeTheStart() {
        long last = now + 3_600_000;
        Epoch restarted = new Epoch(() -> now, last);

        assertThat(restarted.of(stripe(0, 640, true))).isEqualTo(last + 1);
        assertThat(restarted.of(stripe(0, 640, true))).isEqualTo(last + 2);
    }

    @Test
    void isThatOfFramesThatHaveOne() {
        assertThat(epoch.of(frame(now + 5, 0, 640))).isEqualTo(now + 5);
        assertThat(epoch.of(frame(now + 5, 1, 640))).isEqualTo(now + 5);
        assertThat(epoch.of(frame(now + 900, 2, 320))).isEqualTo(now + 900);
    }

    @Test
    void staysWhenTheModeChanges() {
        long first = epoch.of(frame(now + 5, 0, 640));
        now += 1000;

        assertThat(epoch.of(stripe(1, 640, true))).as("to h264").isEqualTo(first);
        Message jpeg = stripe(2, 640, true);
        jpeg.setHeader(PixelfluxConstants.CODEC, "jpeg");
        assertThat(epoch.of(jpeg)).as("to jpeg").isEqualTo(first);
    }

    /** In another one than frames have, readers would take them for old ones. */
    @Test
    void goesOnAfterThatOfFrames() {
        epoch.of(frame(now + 5, 7, 640));

        assertThat(epoch.of(stripe(0, 640, true))).as("of another capture").isEqualTo(now + 6);
    }

    private static Message frame(long ownEpoch, long frameId, int width) {
        Message frame = stripe(frameId, width, true);
        frame.setHeader(PixelfluxConstants.CODEC, "mixed");
        frame.setHeader(PixelfluxConstants.EPOCH, ownEpoch);
        frame.removeHeader(PixelfluxConstants.LAST_OF_FRAME);
        return frame;
    }

    private static Message stripe(long frameId, int width, boolean last) {
        Message stripe = new DefaultExchange(new DefaultCamelContext()).getMessage();
        stripe.setHeader(PixelfluxConstants.CODEC, "h264");
        stripe.setHeader(PixelfluxConstants.FRAME_ID, frameId);
        stripe.setHeader(PixelfluxConstants.FRAME_WIDTH, width);
        stripe.setHeader(PixelfluxConstants.FRAME_HEIGHT, 360);
        stripe.setHeader(PixelfluxConstants.LAST_OF_FRAME, last);
        return stripe;
    }
}
