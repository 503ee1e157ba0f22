// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.picture.FrameNumber;

/**
 * A frame in mode mixed on its way to viewers, as one message in the form of docs/wire.md. What a
 * viewer is sent may be a part of what was published: only what is own or both, or only what is
 * both or of the refresh. It is a valid frame each time.
 */
public final class RelayFrame implements RelayMessage {

    private final byte[] wireBytes;
    private final MixedFrame mixed;

    private RelayFrame(byte[] wireBytes, MixedFrame mixed) {
        this.wireBytes = wireBytes;
        this.mixed = mixed;
    }

    /**
     * The frame that these bytes are.
     *
     * @param wireBytes kept and shared by all viewers, so nobody may change them
     * @throws org.pixelflux.FrameFormatException if they are none
     */
    public static RelayFrame of(byte[] wireBytes) {
        return new RelayFrame(wireBytes, MixedFrame.parse(wireBytes));
    }

    /**
     * A copy of {@code frame}, or what has the same bytes if these stay: {@link
     * MixedFrame#sharedBytes()}.
     *
     * @throws IllegalStateException if its bytes are gone
     */
    public static RelayFrame of(MixedFrame frame) {
        return of(frame.sharedBytes());
    }

    /** As on the wire; shared by all viewers, so nobody may change them. */
    public byte[] wireBytes() {
        return wireBytes;
    }

    /** What the bytes say. It stays readable. */
    public MixedFrame mixed() {
        return mixed;
    }

    @Override
    public long frameId() {
        return mixed.id();
    }

    FrameNumber number() {
        return new FrameNumber(mixed.epoch(), mixed.id());
    }

    /** Whether a picture, or a refresh, is whole with it. */
    boolean endsAPicture() {
        Refresh refresh = mixed.refresh();
        return mixed.complete() || refresh != null && refresh.lastPart();
    }

    /** Whether it builds on this frame. */
    boolean follows(FrameNumber before) {
        return !mixed.first()
                && before.epoch() == mixed.epoch()
                && before.frame() == mixed.previous();
    }

    @Override
    public String toString() {
        return "RelayFrame{" + mixed + "}";
    }
}
