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
