// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/**
 * Decodes one stream of H.264: the stripes of one y, or one generation of a film in mode mixed. One
 * thread at a time.
 */
public interface VideoDecoder extends AutoCloseable {

    /**
     * Decodes the next access unit in Annex B form; the first one is a key frame.
     *
     * @param accessUnit from position to limit, perhaps read-only; it may change after this
     * @return its picture, of the type {@link BufferedImage#TYPE_INT_RGB}, which may change with
     *     the next call
     * @throws org.pixelflux.FrameFormatException if the bytes give no picture, or one that is
     *     larger than the decoder was opened for
     */
    BufferedImage decode(ByteBuffer accessUnit);

    /** Frees what the decoder holds. Idempotent. */
    @Override
    void close();
}
