// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.Capture;
import org.pixelflux.ScreenChange;
import org.pixelflux.camel.PictureProbe.Received;
import org.pixelflux.support.Ffprobe;

/** Segments of a display that goes away and comes back. */
class PixelfluxSegmentsIT extends PixelfluxDisplayTestSupport {

    @TempDir private Path directory;

    @Test
    void theSegmentThatHasBegunComesWhenTheDisplayIsGone() throws Exception {
        PictureProbe segments = new PictureProbe();
        route(
                "screen",
                screen() + "&delivery=segment&segmentDuration=1h&exceptionHandler=#handler",
                segments);
        awaitAPicture();
        display.kill();
        assertPlays(segments.next(), 640);

        startAgain(320, 240);
        awaitCondition("CAPTURING");
        awaitAPicture();
        context.getRouteController().stopRoute("screen");

        assertPlays(segments.next(), 320);
    }

    /** When the third has been made, the segment that has begun has the first. */
    private void awaitAPicture() {
        await().until(
                        () -> {
                            PixelfluxConsumer consumer = consumer("screen");
                            consumer.requestKeyFrame();
                            Capture capture = consumer.openCapture();
                            ScreenChange change =
                                    capture == null ? null : capture.picture().changes();
                            return change != null && change.id() >= 2;
                        });
    }

    private void assertPlays(Received segment, int width) throws Exception {
        assertThat(segment.headers())
                .containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, 0L)
                .containsEntry(PixelfluxConstants.WIDTH, width);
        Path file = directory.resolve(width + ".mp4");
        Files.write(file, (byte[]) segment.body());
        assertThat(Ffprobe.decode(file)).isPositive();
    }
}
