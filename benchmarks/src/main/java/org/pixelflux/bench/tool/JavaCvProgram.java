// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber.ImageMode;
import org.pixelflux.Codec;

/** Grabs $DISPLAY and encodes with FFmpeg's libraries: WIDTH HEIGHT JPEG|H264. */
final class JavaCvProgram {

    private JavaCvProgram() {}

    public static void main(String[] arguments) throws Exception {
        int width = Integer.parseInt(arguments[0]);
        int height = Integer.parseInt(arguments[1]);
        CountedOutput output = new CountedOutput();
        output.answer();
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(System.getenv("DISPLAY"));
                FFmpegFrameRecorder recorder =
                        new FFmpegFrameRecorder(output.sink(), width, height)) {
            grabber.setFormat("x11grab");
            grabber.setImageWidth(width);
            grabber.setImageHeight(height);
            grabber.setFrameRate(Tool.FPS);
            grabber.setOption("draw_mouse", "0");
            // The pixels as they come from the server, which are then converted once.
            grabber.setImageMode(ImageMode.RAW);
            grabber.start();
            configure(recorder, Codec.valueOf(arguments[2]));
            recorder.start();
            while (true) {
                Frame frame = grabber.grabImage();
                recorder.record(frame, avutil.AV_PIX_FMT_BGR0);
                output.frame(1);
            }
        }
    }

    private static void configure(FFmpegFrameRecorder recorder, Codec codec) {
        recorder.setFrameRate(Tool.FPS);
        switch (codec) {
            case JPEG -> {
                recorder.setFormat("mjpeg");
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
                recorder.setVideoQuality(3);
            }
            case H264 -> {
                recorder.setFormat("h264");
                recorder.setVideoCodecName("libx264");
                recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
                recorder.setVideoOption("preset", "ultrafast");
                recorder.setVideoOption("tune", "zerolatency");
                recorder.setVideoOption("crf", "25");
                recorder.setVideoOption("x264-params", "keyint=infinite");
                recorder.setVideoOption("threads", "" + Tool.THREADS);
            }
        }
    }
}
