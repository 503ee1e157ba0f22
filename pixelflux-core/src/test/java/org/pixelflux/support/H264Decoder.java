// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.pixelflux.picture.VideoDecoder;

/**
 * FFmpeg's decoder for one stream: the stripes with the same y, or a film. It takes the colours for
 * what the stream says they are, and fails where a stream says nothing.
 */
public final class H264Decoder implements VideoDecoder {

    /**
     * How a stream means its numbers; matrix, primaries and transfer are those of ITU-T H.264,
     * tables E-3 to E-5, and of FFmpeg.
     *
     * @param inTheMiddle whether a colour of four pixels is that of their middle
     */
    public record Colours(
            boolean fullRange,
            boolean ofEveryPixel,
            boolean inTheMiddle,
            int matrix,
            int primaries,
            int transfer) {}

    static {
        av_log_set_level(AV_LOG_ERROR);
    }

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    public H264Decoder() {
        context = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
        context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
        context.thread_count(1);
        // A damaged or missing reference must fail the test, not be painted over.
        context.error_concealment(0);
        require(avcodec_open2(context, context.codec(), (AVDictionary) null), "open");
    }

    /** Decodes one access unit in Annex B form to a picture of the stream's size. */
    public Picture decode(byte[] accessUnit) {
        pass(accessUnit);
        return toRgb();
    }

    @Override
    public BufferedImage decode(ByteBuffer accessUnit) {
        byte[] bytes = new byte[accessUnit.remaining()];
        accessUnit.duplicate().get(bytes);
        return decode(bytes).image();
    }

    /** The same for one whose picture nobody looks at. */
    public void pass(byte[] accessUnit) {
        require(av_new_packet(packet, accessUnit.length), "allocate");
        packet.data().put(accessUnit);
        require(avcodec_send_packet(context, packet), "send");
        require(avcodec_receive_frame(context, frame), "receive");
        if (frame.decode_error_flags() != 0) {
            throw new IllegalStateException("decoded with errors: " + frame.decode_error_flags());
        }
    }

    /** What the picture decoded last says of its colours. */
    public Colours colours() {
        return new Colours(
                frame.color_range() == AVCOL_RANGE_JPEG,
                chromaShift(frame.format()) == 0,
                frame.chroma_location() == AVCHROMA_LOC_CENTER,
                frame.colorspace(),
                frame.color_primaries(),
                frame.color_trc());
    }

    private Picture toRgb() {
        boolean full = frame.color_range() == AVCOL_RANGE_JPEG;
        double red;
        double blue;
        if (frame.colorspace() == AVCOL_SPC_BT709) {
            red = 0.2126;
            blue = 0.0722;
        } else if (frame.colorspace() == AVCOL_SPC_SMPTE170M
                || frame.colorspace() == AVCOL_SPC_BT470BG) {
            red = 0.299;
            blue = 0.114;
        } else {
            throw new IllegalStateException("matrix " + frame.colorspace() + " of the stream");
        }
        int width = frame.width();
        int height = frame.height();
        int chromaShift = chromaShift(frame.format());
        int chromaWidth = (width + chromaShift) >> chromaShift;
        int chromaHeight = (height + chromaShift) >> chromaShift;
        byte[] luma = plane(0, width, height);
        byte[] cb = plane(1, chromaWidth, chromaHeight);
        byte[] cr = plane(2, chromaWidth, chromaHeight);
        double green = 1 - red - blue;
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int chroma = (y >> chromaShift) * chromaWidth + (x >> chromaShift);
                double lumaValue = luma[y * width + x] & 255;
                double light = full ? lumaValue / 255 : (lumaValue - 16) / 219;
                double u = ((cb[chroma] & 255) - 128) / (full ? 255.0 : 224.0);
                double v = ((cr[chroma] & 255) - 128) / (full ? 255.0 : 224.0);
                double r = light + 2 * (1 - red) * v;
                double b = light + 2 * (1 - blue) * u;
                double g = (light - red * r - blue * b) / green;
                picture.set(x, y, channel(r) << 16 | channel(g) << 8 | channel(b));
            }
        }
        return picture;
    }

    private static int chromaShift(int format) {
        if (format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P) {
            return 1;
        }
        if (format == AV_PIX_FMT_YUV444P || format == AV_PIX_FMT_YUVJ444P) {
            return 0;
        }
        throw new IllegalStateException("pixel format " + format);
    }

    private byte[] plane(int index, int width, int height) {
        byte[] plane = new byte[width * height];
        long stride = frame.linesize(index);
        for (int y = 0; y < height; y++) {
            frame.data(index).position(y * stride).get(plane, y * width, width);
        }
        return plane;
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value * 255)));
    }

    private static void require(int result, String verb) {
        if (result < 0) {
            throw new IllegalStateException("cannot " + verb + ": FFmpeg's error " + result);
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
