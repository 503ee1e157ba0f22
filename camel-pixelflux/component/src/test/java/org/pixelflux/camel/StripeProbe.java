// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The end of a test's route: keeps what arrived, in order, for the test to take. */
final class StripeProbe implements Processor {

    private static final long PATIENCE_SECONDS = 60;

    /** What one exchange carried, and on which thread. */
    record Received(byte[] body, Map<String, Object> headers, String thread) {

        <T> T header(String name, Class<T> type) {
            assertThat(headers).containsKey(name);
            return type.cast(headers.get(name));
        }

        boolean isCursor() {
            return headers.containsKey(PixelfluxConstants.CURSOR_SHAPE_ID);
        }

        long frameId() {
            return header(PixelfluxConstants.FRAME_ID, Long.class);
        }

        int y() {
            return header(PixelfluxConstants.Y, Integer.class);
        }

        int height() {
            return header(PixelfluxConstants.HEIGHT, Integer.class);
        }

        boolean keyFrame() {
            return header(PixelfluxConstants.KEY_FRAME, Boolean.class);
        }

        boolean lastOfFrame() {
            return header(PixelfluxConstants.LAST_OF_FRAME, Boolean.class);
        }

        long captureNanos() {
            return header(PixelfluxConstants.CAPTURE_TIME, Long.class);
        }

        /** The body, in the byte order of the wire. */
        ByteBuffer wire() {
            return ByteBuffer.wrap(body);
        }
    }

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicLong count = new AtomicLong();

    @Override
    public void process(Exchange exchange) {
        received.add(
                new Received(
                        exchange.getMessage().getBody(byte[].class),
                        Map.copyOf(exchange.getMessage().getHeaders()),
                        Thread.currentThread().getName()));
        count.incrementAndGet();
    }

    /** How many exchanges have arrived since the beginning. */
    long count() {
        return count.get();
    }

    /** Waits for the next stripe that was not taken yet. */
    Received next() throws InterruptedException {
        Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a stripe within %d s", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    /** Waits for the stripes up to the next end of a frame. */
    List<Received> nextFrame() throws InterruptedException {
        List<Received> frame = new ArrayList<>();
        do {
            frame.add(next());
        } while (!frame.get(frame.size() - 1).lastOfFrame());
        return frame;
    }

    /** Drops what has arrived and was not taken. */
    void clear() {
        received.clear();
    }

    boolean isEmpty() {
        return received.isEmpty();
    }

    /** Checks that {@code frame} is one picture without a gap that needs none before it. */
    static void assertWholePicture(List<Received> frame) {
        int frameHeight = frame.get(0).header(PixelfluxConstants.FRAME_HEIGHT, Integer.class);
        int row = 0;
        for (Received stripe : frame) {
            assertThat(stripe.frameId()).isEqualTo(frame.get(0).frameId());
            assertThat(stripe.y()).isEqualTo(row);
            assertThat(stripe.keyFrame()).isTrue();
            row += stripe.height();
        }
        assertThat(row).isEqualTo(frameHeight);
    }
}
