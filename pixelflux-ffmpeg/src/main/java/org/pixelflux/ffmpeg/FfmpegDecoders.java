// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.ffmpeg;

import java.awt.Dimension;
import org.pixelflux.picture.VideoDecoder;
import org.pixelflux.picture.VideoDecoders;

/** Decoders of FFmpeg, on the processor and one thread each. Any thread may open one. */
public final class FfmpegDecoders implements VideoDecoders {

    /** Found as a service; programs may also make one. */
    public FfmpegDecoders() {}

    @Override
    public VideoDecoder open(Dimension size) {
        return new FfmpegDecoder(size);
    }
}
