// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pixelflux.MixedFrame;

/** The end of a test's route from a capture with mode=mixed: keeps the frames, in order. */
final class MixedProbe implements Processor {

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<MixedFrame> frames = new LinkedBlockingQueue<>();

    @Override
    public void process(Exchange exchange) {
        frames.add(exchange.getMessage().getBody(MixedFrame.class));
    }

    /** Waits for the next frame that was not taken yet. */
    MixedFrame next() throws InterruptedException {
        MixedFrame frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(frame).as("a frame within %d s", PATIENCE_SECONDS).isNotNull();
        return frame;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }
}
