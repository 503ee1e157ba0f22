// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.pixelflux.MixedFrame;

/**
 * Writes a frame in mode mixed as docs/wire.md describes it, and checks nothing: tests write wrong
 * ones with it too. The numbers of kinds and roles are those of the page.
 */
public final class MixedMessage {

    public static final int PICTURE = 1;
    public static final int VIDEO = 2;
    public static final int COPY = 3;
    public static final int EXACT = 4;
    public static final int FILL = 5;

    public static final int OWN = 1;
    public static final int REFRESH = 2;
    public static final int BOTH = 3;

    private final int width;
    private final int height;
    private int flags;
    private long epoch = 1;
    private long frame;
    private long previous;
    private long base;
    private long start;
    private long captureNanos;
    private long encodedNanos;
    private final List<byte[]> entries = new ArrayList<>();
    private final ByteArrayOutputStream payloads = new ByteArrayOutputStream();

    public MixedMessage(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The first frame of an epoch, so complete. */
    public static MixedMessage first(int width, int height, long epoch, long frame) {
        MixedMessage message = new MixedMessage(width, height);
        message.flags = 3;
        message.epoch = epoch;
        message.frame = frame;
        return message;
    }

    /** The frame after {@code previous}. */
    public static MixedMessage after(int width, int height, long epoch, long previous) {
        MixedMessage message = new MixedMessage(width, height);
        message.epoch = epoch;
        message.frame = previous + 1;
        message.previous = previous;
        return message;
    }

    public MixedMessage complete() {
        flags |= 2;
        return this;
    }

    public MixedMessage refreshSince(long sinceFrame, long firstPart, boolean lastPart) {
        flags |= lastPart ? 20 : 4;
        base = sinceFrame;
        start = firstPart;
        return this;
    }

    public MixedMessage refreshSinceNothing(long firstPart, boolean lastPart) {
        flags |= lastPart ? 28 : 12;
        start = firstPart;
        return this;
    }

    /** The refresh has images that are coarser than what others have. */
    public MixedMessage coarse() {
        flags |= 32;
        return this;
    }

    public MixedMessage times(long captured, long encoded) {
        captureNanos = captured;
        encodedNanos = encoded;
        return this;
    }

    public MixedMessage fill(Area area, int role, int rgb) {
        byte[] payload = {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb};
        return add(area, FILL, role, 0, 0, 0, 0, payload);
    }

    public MixedMessage copy(Area area, int sourceX, int sourceY) {
        return add(area, COPY, OWN, sourceX, sourceY, 0, 0, new byte[0]);
    }

    /** An own rectangle of a kind that needs nothing but its payload. */
    public MixedMessage add(Area area, int kind, byte[] payload) {
        return add(area, kind, OWN, 0, 0, 0, 0, payload);
    }

    public MixedMessage add(
            Area area,
            int kind,
            int role,
            int sourceX,
            int sourceY,
            int stream,
            int generation,
            byte[] payload) {
        entries.add(
                ByteBuffer.allocate(28)
                        .putShort((short) area.x())
                        .putShort((short) area.y())
                        .putShort((short) area.width())
                        .putShort((short) area.height())
                        .put((byte) kind)
                        .put((byte) role)
                        .putShort((short) 0)
                        .putShort((short) sourceX)
                        .putShort((short) sourceY)
                        .putInt(stream)
                        .putInt(generation)
                        .putInt(payload.length)
                        .array());
        payloads.writeBytes(payload);
        return this;
    }

    public byte[] bytes() {
        int length = 80 + 28 * entries.size() + payloads.size();
        ByteBuffer message = ByteBuffer.allocate(length);
        message.putInt(0x5046584d).put((byte) 1).put((byte) flags).putShort((short) 0);
        message.putLong(epoch).putLong(frame).putLong(previous).putLong(base).putLong(start);
        message.putLong(captureNanos).putLong(encodedNanos);
        message.putShort((short) width).putShort((short) height).putInt(entries.size());
        message.putInt(length).putInt(0);
        entries.forEach(message::put);
        return message.put(payloads.toByteArray()).array();
    }

    /** What the library reads from the bytes. */
    public MixedFrame frame() {
        return MixedFrame.parse(bytes());
    }
}
