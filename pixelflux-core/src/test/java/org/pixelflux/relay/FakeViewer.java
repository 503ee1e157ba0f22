// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Takes messages when the test says so, and fails at whatever a real page could not decode. */
final class FakeViewer implements Viewer {

    private final boolean prompt;
    private final long[] picture;
    private final Deque<Runnable> taken = new ArrayDeque<>();
    private final List<RelayMessage> messages = new ArrayList<>();
    private long lastEnd = FrameEnd.NONE;
    private final List<RelayStripe> ofThisFrame = new ArrayList<>();

    private FakeViewer(int rows, boolean prompt) {
        this.picture = new long[rows];
        this.prompt = prompt;
    }

    /** Takes everything at once. */
    static FakeViewer prompt(int rows) {
        return new FakeViewer(rows, true);
    }

    /** Takes a message when {@link #take} is called. */
    static FakeViewer slow(int rows) {
        return new FakeViewer(rows, false);
    }

    @Override
    public void send(RelayMessage message, Runnable done) {
        messages.add(message);
        if (message instanceof RelayStripe stripe) {
            decode(stripe);
        } else {
            check((FrameEnd) message);
        }
        if (prompt) {
            done.run();
        } else {
            assertThat(taken).as("one message at a time").isEmpty();
            taken.add(done);
        }
    }

    private void decode(RelayStripe stripe) {
        int row = stripe.y() / FakeCapture.ROW_HEIGHT;
        ByteBuffer bytes = ByteBuffer.wrap(stripe.bytes());
        long base = bytes.getLong();
        int end = row + stripe.height() / FakeCapture.ROW_HEIGHT;
        if (base >= 0) {
            assertThat(Arrays.copyOfRange(picture, row, end))
                    .as("what rows %d to %d build on", row, end - 1)
                    .containsOnly(base);
        }
        Arrays.fill(picture, row, end, bytes.getLong());
        ofThisFrame.add(stripe);
    }

    private void check(FrameEnd end) {
        assertThat(end.stripes()).isPositive().isEqualTo(ofThisFrame.size());
        assertThat(end.previousFrameId()).isEqualTo(lastEnd);
        assertThat(ofThisFrame).extracting(RelayStripe::frameId).containsOnly(end.frameId());
        lastEnd = end.frameId();
        ofThisFrame.clear();
    }

    /** Takes the message that is being sent; false if there is none. */
    boolean take() {
        Runnable done = taken.poll();
        if (done == null) {
            return false;
        }
        done.run();
        return true;
    }

    void takeAll() {
        while (take()) {
            // Each message brings the next one.
        }
    }

    long[] picture() {
        return picture.clone();
    }

    List<RelayMessage> messages() {
        return messages;
    }

    long stripes() {
        return messages.stream().filter(RelayStripe.class::isInstance).count();
    }
}
