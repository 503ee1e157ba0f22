// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.nio.file.Files;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.pixelflux.CaptureOption;
import org.pixelflux.camel.PixelfluxConstants;
import org.pixelflux.examples.commandline.CaptureArguments;

/**
 * One H.264 stream of the whole picture, frame after frame into one file. Every frame is sent,
 * changed or not, so that the file, which knows of no time but fps, plays at the right speed.
 */
final class RecordRoute extends RouteBuilder {

    static final CaptureArguments CAPTURE =
            new CaptureArguments(
                    // A player can begin only at a key frame, and jump only to one.
                    Map.of(
                            CaptureOption.FPS.name(),
                            "30",
                            CaptureOption.KEYFRAME_INTERVAL_SECONDS.name(),
                            "5"),
                    Map.of(
                            CaptureOption.MODE.name(),
                            "h264",
                            CaptureOption.H264_FULL_FRAME.name(),
                            "true",
                            CaptureOption.H264_STREAMING_MODE.name(),
                            "true",
                            CaptureOption.WIRE_HEADER.name(),
                            "none",
                            CaptureOption.CURSOR_EVENTS.name(),
                            "false",
                            // A recording has one size.
                            CaptureOption.AUTO_ADJUST_SIZE.name(),
                            "false"));

    private final Job job;
    private final Recording recording;

    private RecordRoute(Job job) {
        this.job = job;
        recording = new Recording(job.fps(), job.seconds());
    }

    /** Replaces the file if it exists, which stream: would continue. */
    static void run(Job job) throws Exception {
        Files.createDirectories(job.to().getParent());
        Files.write(job.to(), new byte[0]);
        job.program().add(new RecordRoute(job));
        job.program().run(job.out(), "Recording to " + job.to(), 0);
    }

    @Override
    public void configure() throws Exception {
        onException(Exception.class).handled(true).process(job.program()::fail);

        from(job.uri())
                .routeId("record")
                .filter(this::belongs)
                .to("stream:file?appendNewLine=false&fileName=" + job.to())
                .process(this::written);

        getContext().addService(new Summary());
    }

    private boolean belongs(Exchange frame) {
        boolean belongs = recording.takes(captureTime(frame));
        if (!belongs) {
            job.program().end();
        }
        return belongs;
    }

    private void written(Exchange frame) {
        recording.written(captureTime(frame));
    }

    private static long captureTime(Exchange frame) {
        return frame.getMessage().getHeader(PixelfluxConstants.CAPTURE_TIME, Long.class);
    }

    /** Called when the last frame has been written, also after Ctrl-C. */
    private final class Summary extends ServiceSupport {
        @Override
        protected void doStop() {
            job.out().println("Recorded " + recording.summary());
            job.out().flush();
        }
    }
}
