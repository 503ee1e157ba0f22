// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

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

    /**
     * What it found wrong. It throws this when the test asks, since a relay catches what viewers
     * throw.
     */
    private Throwable fault;

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
        synchronized (this) {
            try {
                if (!taken.isEmpty()) {
                    throw new AssertionError("more than one message at a time");
                }
                receive(message);
            } catch (Throwable e) {
                fault = fault == null ? e : fault;
            }
            if (!prompt) {
                taken.add(done);
                return;
            }
        }
        done.run();
    }

    private void receive(RelayMessage message) {
        messages.add(message);
        if (message instanceof RelayStripe stripe) {
            decode(stripe);
        } else {
            check((FrameEnd) message);
        }
    }

    @Override
    public synchronized void failed(Throwable cause) {
        fault = cause;
    }

    private void decode(RelayStripe stripe) {
        int row = stripe.y() / FakeCapture.ROW_HEIGHT;
        ByteBuffer bytes = ByteBuffer.wrap(stripe.wireBytes());
        long base = bytes.getLong();
        int end = row + stripe.height() / FakeCapture.ROW_HEIGHT;
        if (base >= 0 && Arrays.stream(picture, row, end).anyMatch(shown -> shown != base)) {
            throw new AssertionError(
                    "rows "
                            + row
                            + " to "
                            + (end - 1)
                            + " build on "
                            + base
                            + ", and show something else");
        }
        Arrays.fill(picture, row, end, bytes.getLong());
        ofThisFrame.add(stripe);
    }

    private void check(FrameEnd end) {
        boolean right =
                end.stripes() > 0
                        && end.stripes() == ofThisFrame.size()
                        && end.previousFrameId() == lastEnd
                        && ofThisFrame.stream().allMatch(of -> of.frameId() == end.frameId());
        if (!right) {
            throw new AssertionError(
                    end + " after that of " + lastEnd + " ends " + ofThisFrame.size() + " stripes");
        }
        lastEnd = end.frameId();
        ofThisFrame.clear();
    }

    /** Takes the message that is being sent; false if there is none. */
    boolean take() {
        Runnable done;
        synchronized (this) {
            done = taken.poll();
        }
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

    /** Bytes of the message that is being sent, -1 if there is none; an end of a frame has 100. */
    synchronized int bytesBeingSent() {
        if (taken.isEmpty()) {
            return -1;
        }
        return messages.get(messages.size() - 1) instanceof RelayStripe stripe
                ? stripe.wireBytes().length
                : 100;
    }

    synchronized long[] picture() {
        requireSound();
        return picture.clone();
    }

    synchronized List<RelayMessage> messages() {
        requireSound();
        return List.copyOf(messages);
    }

    synchronized long stripes() {
        requireSound();
        return messages.stream().filter(RelayStripe.class::isInstance).count();
    }

    private void requireSound() {
        if (fault != null) {
            throw new AssertionError("what this viewer was sent is wrong", fault);
        }
    }
}
