// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.Dimension;
import java.util.ServiceLoader;

/**
 * Where decoders of H.264 come from. The core has none; the module pixelflux-ffmpeg has those of
 * FFmpeg, and is found as a service ({@link ServiceLoader}).
 */
@FunctionalInterface
public interface VideoDecoders {

    /** Refuses video with an {@link IllegalStateException} that says what to do about it. */
    VideoDecoders NONE =
            size -> {
                throw new IllegalStateException(
                        "nothing here decodes H.264: put org.pixelflux:pixelflux-ffmpeg on the class"
                                + " path and give the assembler VideoDecoders.installed()");
            };

    /**
     * A new decoder, which the caller closes. It takes memory for pictures of about this size: a
     * stream of larger ones, as a stranger may send, is refused by {@link VideoDecoder#decode}.
     *
     * @param size what is shown of a picture, which may have some more columns and rows
     * @throws IllegalStateException if there is none
     */
    VideoDecoder open(Dimension size);

    /** Those on the class path; {@link #NONE} if there are none. */
    static VideoDecoders installed() {
        return ServiceLoader.load(VideoDecoders.class).findFirst().orElse(NONE);
    }
}
