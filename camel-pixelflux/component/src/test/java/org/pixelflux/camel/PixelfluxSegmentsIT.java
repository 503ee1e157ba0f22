// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Received before = segments.next();
        assertThat(before.headers()).containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, 0L);
        assertPlays(640, before);

        startAgain(320, 240);
        awaitCondition("CAPTURING");
        awaitAPicture();
        context.getRouteController().stopRoute("screen");

        Received after = segments.next();
        assertThat(after.headers()).containsEntry(PixelfluxConstants.SEGMENT_SEQUENCE, 0L);
        assertThat(epoch(after)).isGreaterThan(epoch(before));
        assertPlays(320, after);
    }

    @Test
    void aResizeEndsTheSegmentAndBeginsAnotherEpoch() throws Exception {
        PictureProbe segments = new PictureProbe();
        route(
                "screen",
                screen()
                        + "&delivery=segment&segmentDuration=1h&segmentFormat=cmaf"
                        + "&autoAdjustSize=true",
                segments);
        Received init = segments.next();
        awaitAPicture();
        display.resize(320, 240);
        Received first = segments.next();
        Received otherInit = segments.next();
        context.getRouteController().stopRoute("screen");
        Received second = segments.next();

        assertThat(List.of(init, first, otherInit, second))
                .extracting(one -> one.header(PixelfluxConstants.SEGMENT_INIT, Boolean.class))
                .containsExactly(true, false, true, false);
        long epoch = epoch(init);
        assertThat(epoch(first)).isEqualTo(epoch);
        assertThat(epoch(otherInit)).isGreaterThan(epoch);
        assertThat(epoch(second)).isEqualTo(epoch(otherInit));
        assertPlays(640, init, first);
        assertPlays(320, otherInit, second);
    }

    private static long epoch(Received segment) {
        return segment.header(PixelfluxConstants.EPOCH, Long.class);
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

    private void assertPlays(int width, Received... parts) throws Exception {
        Path file = directory.resolve(width + ".mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Received part : parts) {
                assertThat(part.headers()).containsEntry(PixelfluxConstants.WIDTH, width);
                out.write((byte[]) part.body());
            }
        }
        assertThat(Ffprobe.about(file)).containsEntry("width", Integer.toString(width));
        assertThat(Ffprobe.decode(file)).isPositive();
    }
}
