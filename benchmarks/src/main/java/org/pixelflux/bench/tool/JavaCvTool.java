// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's libraries in a Java program, by JavaCV. */
final class JavaCvTool extends JvmTool {

    JavaCvTool() {
        super(JavaCvProgram.class);
    }

    @Override
    public String name() {
        return "javacv";
    }

    @Override
    public String description() {
        return "JavaCV's FFmpegFrameGrabber (x11grab) and FFmpegFrameRecorder, FFmpeg "
                + avutil.av_version_info().getString();
    }
}
