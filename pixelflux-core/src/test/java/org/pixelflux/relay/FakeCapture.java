// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pixelflux.Codec;

/**
 * A capture whose stripes say what they show: the row's version, and the version that a stripe
 * which is no key frame builds on. A decoder of {@link FakeViewer} sees from that whether its
 * stream is unbroken. A JPEG stripe leaves out the rows above and below that did not change.
 */
final class FakeCapture {

    static final int ROW_HEIGHT = 64;

    private final Codec codec;
    private final Consumer<RelayStripe> relay;
    private final long[] versions;
    private long version;

    /** Rows that begin a stripe, and those whose stripe has another shape than before. */
    private final BitSet tops = new BitSet();

    private final BitSet reshaped = new BitSet();
    private int stripeBytes = 100;
    private int keyFrameBytes = 100;
    private long frameId;
    private volatile boolean keyFrameRequested = true;
    private int keyFrames;

    FakeCapture(Codec codec, int rows, Consumer<RelayStripe> relay) {
        this.codec = codec;
        this.relay = relay;
        versions = new long[rows];
        tops.set(0, rows);
    }

    void requestKeyFrame() {
        keyFrameRequested = true;
    }

    /** How many whole pictures were sent. */
    int keyFrames() {
        return keyFrames;
    }

    /** Of each following stripe. */
    void stripeBytes(int bytes) {
        stripeBytes = bytes;
        keyFrameBytes = bytes;
    }

    /** Of each following key frame of a stripe, until all are set. */
    void keyFrameBytes(int bytes) {
        keyFrameBytes = bytes;
    }

    long[] picture() {
        return versions.clone();
    }

    /** Sends a frame in which these rows changed, or all of them if that was asked for. */
    void frame(int... changed) {
        boolean key = keyFrameRequested;
        keyFrameRequested = false;
        BitSet stripes = new BitSet();
        if (key) {
            keyFrames++;
            stripes.or(tops);
        }
        BitSet rows = new BitSet();
        Arrays.stream(changed).forEach(rows::set);
        rows.stream().map(this::top).forEach(stripes::set);
        stripes.or(reshaped);
        if (stripes.isEmpty()) {
            return;
        }
        int last = stripes.length() - 1;
        stripes.stream()
                .forEach(
                        top -> {
                            boolean whole = key || reshaped.get(top);
                            if (whole || codec == Codec.H264) {
                                send(top, end(top), whole || codec == Codec.JPEG, top == last);
                            } else {
                                sendPart(top, rows, top == last);
                            }
                        });
        reshaped.clear();
        frameId++;
    }

    /** A frame in which everything changed. */
    void wholeFrame() {
        frame(IntStream.range(0, versions.length).toArray());
    }

    /** Changes the row so often that nobody keeps it all. */
    void changeOften(int row) {
        for (int i = 0; i < KnownRows.MAX_STRIPES; i++) {
            frame(row);
        }
    }

    /** These rows become one stripe, with the next frame. */
    void join(int first, int last) {
        int end = end(last);
        int top = top(first);
        tops.clear(top + 1, end);
        reshaped.clear(top + 1, end);
        reshaped.set(top);
    }

    /** The rows of the stripe that has this one become a stripe each, with the next frame. */
    void split(int row) {
        int end = end(row);
        int top = top(row);
        tops.set(top, end);
        reshaped.set(top, end);
    }

    private int top(int row) {
        return tops.previousSetBit(row);
    }

    private int end(int row) {
        int next = tops.nextSetBit(row + 1);
        return next < 0 ? versions.length : next;
    }

    private void sendPart(int top, BitSet changed, boolean last) {
        int first = changed.nextSetBit(top);
        int end = changed.previousSetBit(end(top) - 1) + 1;
        send(first, end, first == top && end == end(top), last);
    }

    private void send(int row, int end, boolean keyFrame, boolean last) {
        long before = versions[row];
        Arrays.fill(versions, row, end, ++version);
        ByteBuffer bytes = ByteBuffer.allocate(keyFrame ? keyFrameBytes : stripeBytes);
        boolean buildsOnBefore = codec == Codec.H264 && !keyFrame;
        bytes.putLong(buildsOnBefore ? before : -1).putLong(version);
        relay.accept(
                new RelayStripe(
                        bytes.array(),
                        codec,
                        frameId,
                        row * ROW_HEIGHT,
                        (end - row) * ROW_HEIGHT,
                        640,
                        versions.length * ROW_HEIGHT,
                        keyFrame,
                        last,
                        frameId));
    }

    /** As a display that went away and came back: the numbers begin anew. */
    void openAnew() {
        frameId = 0;
        keyFrameRequested = true;
    }
}
