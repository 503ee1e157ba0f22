// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.pixelflux.FrameFormatException;
import org.pixelflux.picture.VideoDecoder;

/** One stream of H.264. */
final class FfmpegDecoder implements VideoDecoder {

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final RgbPicture picture = new RgbPicture();
    private boolean closed;

    /** FFmpeg counts the pixels that it has room for; no processor needs a wider alignment. */
    private static final int ALIGNMENT = 64;

    FfmpegDecoder(Dimension size) {
        context = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
        context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
        context.thread_count(1);
        context.max_pixels(aligned(size.width) * aligned(size.height));
        // What is damaged is to be sent anew, and not painted over.
        context.error_concealment(0);
        int result = avcodec_open2(context, context.codec(), (AVDictionary) null);
        if (result < 0) {
            close();
            throw new IllegalStateException(
                    "FFmpeg cannot open its decoder of H.264: error " + result);
        }
    }

    private static long aligned(int side) {
        return (side + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
    }

    @Override
    public BufferedImage decode(ByteBuffer accessUnit) {
        if (closed) {
            throw new IllegalStateException("the decoder was closed");
        }
        int length = accessUnit.remaining();
        require(av_new_packet(packet, length));
        try {
            packet.data().capacity(length).asByteBuffer().put(accessUnit.duplicate());
            require(avcodec_send_packet(context, packet));
        } finally {
            av_packet_unref(packet);
        }
        require(avcodec_receive_frame(context, frame));
        if (frame.decode_error_flags() != 0) {
            throw new FrameFormatException(
                    "the H.264 was decoded with errors: " + frame.decode_error_flags());
        }
        return picture.of(frame);
    }

    private static void require(int result) {
        if (result < 0) {
            throw new FrameFormatException("FFmpeg decodes no picture: error " + result);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        picture.close();
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
