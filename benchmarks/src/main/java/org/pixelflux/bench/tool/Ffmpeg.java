// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelflux.Codec;

/** ffmpeg's x11grab into a pipe, with x264 set as pixelflux sets it. */
final class Ffmpeg extends StreamTool {

    private final int fps;

    Ffmpeg() {
        this(FPS);
    }

    /** That asks for so many pictures a second. */
    Ffmpeg(int fps) {
        this.fps = fps;
    }

    @Override
    public String name() {
        return fps == FPS ? "ffmpeg" : "ffmpeg?fps=" + fps;
    }

    @Override
    public String description() {
        return Programs.firstLine(Programs.output("ffmpeg", "-version"));
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("ffmpeg");
    }

    @Override
    List<String> command(Screen screen, Codec codec) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin"));
        command.addAll(List.of("-f", "x11grab", "-draw_mouse", "0", "-framerate", "" + fps));
        command.addAll(List.of("-video_size", screen.width() + "x" + screen.height()));
        command.addAll(List.of("-i", screen.display()));
        command.addAll(
                switch (codec) {
                    case JPEG -> List.of("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "3");
                    case H264 -> {
                        List<String> fast = List.of("-preset", "ultrafast", "-tune", "zerolatency");
                        List<String> x264 = new ArrayList<>(List.of("-c:v", "libx264"));
                        x264.addAll(fast);
                        // As pixelflux: a key frame only where somebody asks for one.
                        x264.addAll(List.of("-x264-params", "keyint=infinite"));
                        x264.addAll(List.of("-threads", "" + THREADS));
                        x264.addAll(List.of("-crf", "25", "-pix_fmt", "yuv420p"));
                        yield x264;
                    }
                });
        command.addAll(List.of("-f", codec == Codec.JPEG ? "mjpeg" : "h264", "pipe:1"));
        return command;
    }
}
