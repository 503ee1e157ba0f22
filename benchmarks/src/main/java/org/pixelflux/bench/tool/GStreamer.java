// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelflux.Codec;

/** GStreamer's ximagesrc, which is told of damage, into a pipe. */
final class GStreamer extends StreamTool {

    private static final List<String> ELEMENTS =
            List.of("ximagesrc", "videoconvert", "x264enc", "jpegenc", "fdsink");

    private final int fps;

    GStreamer() {
        this(FPS);
    }

    /** That asks for so many pictures a second. */
    GStreamer(int fps) {
        this.fps = fps;
    }

    @Override
    public String name() {
        return fps == FPS ? "gstreamer" : "gstreamer?fps=" + fps;
    }

    @Override
    public String description() {
        return Programs.firstLine(Programs.output("gst-launch-1.0", "--version"));
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("gst-launch-1.0", "gst-inspect-1.0")
                .or(
                        () ->
                                ELEMENTS.stream()
                                        .filter(element -> !isInstalled(element))
                                        .reduce((a, b) -> a + ", " + b)
                                        .map(absent -> "no GStreamer elements " + absent));
    }

    private static boolean isInstalled(String element) {
        return Programs.output("gst-inspect-1.0", element).startsWith("Factory Details");
    }

    @Override
    List<String> command(Screen screen, Codec codec) {
        String encoder =
                switch (codec) {
                    case JPEG -> "jpegenc quality=85";
                    case H264 ->
                            "x264enc tune=zerolatency speed-preset=ultrafast pass=qual quantizer=25"
                                    + " key-int-max=2147483647 threads="
                                    + THREADS
                                    + " ! video/x-h264,stream-format=byte-stream";
                };
        String pipeline =
                String.format(
                        Locale.ROOT,
                        "gst-launch-1.0 -q ximagesrc display-name=%s use-damage=1 show-pointer=0"
                                + " ! video/x-raw,framerate=%d/1 ! videoconvert"
                                + " ! video/x-raw,format=I420 ! %s ! fdsink fd=1",
                        screen.display(),
                        fps,
                        encoder);
        return Stream.of(pipeline.split(" ")).toList();
    }
}
