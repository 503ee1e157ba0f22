// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;
import org.pixelflux.FrameFormatException;

/** Turns what a decoder gives into pixels, with the colours that the stream names. */
final class RgbPicture {

    private static final int ONE = 1 << 16;

    private final AVFrame rgb = av_frame_alloc();
    private @Nullable SwsContext scaler;
    private @Nullable BufferedImage image;

    /** What the scaler is made for. */
    private int format = -1;

    private int colorspace = -1;
    private int range = -1;

    /** The picture; it changes with the next one. */
    BufferedImage of(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        BufferedImage shown = image;
        if (shown == null
                || shown.getWidth() != width
                || shown.getHeight() != height
                || frame.format() != format
                || frame.colorspace() != colorspace
                || frame.color_range() != range) {
            shown = begin(frame);
        }
        SwsContext made = scaler;
        if (made == null
                || sws_scale(
                                made,
                                frame.data(),
                                frame.linesize(),
                                0,
                                height,
                                rgb.data(),
                                rgb.linesize())
                        < 0) {
            throw new FrameFormatException("FFmpeg cannot turn the picture into RGB");
        }
        int[] pixels = ((DataBufferInt) shown.getRaster().getDataBuffer()).getData();
        long stride = rgb.linesize(0);
        IntBuffer rows =
                rgb.data(0)
                        .capacity(stride * height)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer();
        for (int y = 0; y < height; y++) {
            rows.get((int) (stride / Integer.BYTES) * y, pixels, y * width, width);
        }
        return shown;
    }

    private BufferedImage begin(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        free();
        scaler =
                sws_getContext(
                        width,
                        height,
                        planar(frame.format()),
                        width,
                        height,
                        AV_PIX_FMT_BGRA,
                        SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null) {
            throw new FrameFormatException("FFmpeg cannot turn the picture into RGB");
        }
        int matrix =
                frame.colorspace() == AVCOL_SPC_UNSPECIFIED ? AVCOL_SPC_BT709 : frame.colorspace();
        int full = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(
                scaler,
                sws_getCoefficients(matrix),
                full,
                sws_getCoefficients(AVCOL_SPC_BT709),
                1,
                0,
                ONE,
                ONE);
        rgb.format(AV_PIX_FMT_BGRA).width(width).height(height);
        if (av_frame_get_buffer(rgb, 0) < 0) {
            throw new FrameFormatException("no memory for a picture of " + width + "x" + height);
        }
        format = frame.format();
        colorspace = frame.colorspace();
        range = frame.color_range();
        BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image = next;
        return next;
    }

    /** The range is told apart from the format. */
    private static int planar(int format) {
        if (format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P) {
            return AV_PIX_FMT_YUV420P;
        }
        if (format == AV_PIX_FMT_YUV444P || format == AV_PIX_FMT_YUVJ444P) {
            return AV_PIX_FMT_YUV444P;
        }
        throw new FrameFormatException("H.264 of the pixel format " + format);
    }

    private void free() {
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
        image = null;
        av_frame_unref(rgb);
    }

    void close() {
        free();
        av_frame_free(rgb);
    }
}
