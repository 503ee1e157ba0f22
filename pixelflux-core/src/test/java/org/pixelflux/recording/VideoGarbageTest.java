// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.SendReason;
import org.pixelflux.support.SampleVideo;

/** A recording makes no array for a picture, and a segment has one. */
class VideoGarbageTest {

    private static final int PICTURE_BYTES = 1_000_000;
    private static final int RUNS = 21;
    private static final long SECOND = 1_000_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir private Path directory;

    private long nanos = 1_000_000_000L;

    /** A slice that is never decoded. */
    private static ByteBuffer largePicture() {
        byte[] bytes = new byte[PICTURE_BYTES];
        Arrays.fill(bytes, (byte) 0xAA);
        System.arraycopy(new byte[] {0, 0, 0, 1, 0x41}, 0, bytes, 0, 5);
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** What the middle one of several runs allocates: a collection in between counts more. */
    private long allocatedBy(Step step) throws IOException {
        long[] made = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long before = allocated();
            step.run();
            made[i] = allocated() - before;
        }
        Arrays.sort(made);
        return made[RUNS / 2];
    }

    private interface Step {
        void run() throws IOException;
    }

    @Test
    void aRecordingUsesItsMemoryAgain() throws IOException {
        RecordingSettings settings = RecordingSettings.of(CaptureSettings.builder().build());
        RecordedFiles files =
                new RecordedFiles(directory.resolve("desk.mp4"), settings, RecordedFiles::create);
        VideoWriter writer = new VideoWriter(files, settings);
        ByteBuffer picture = largePicture();
        writer.add(SampleVideo.keyFrame(), true, nanos, List.of());

        long made =
                allocatedBy(
                        () -> {
                            nanos += SECOND;
                            writer.add(picture, false, nanos, List.of());
                        });

        writer.end(nanos);
        assertThat(Files.size(directory.resolve("desk.mp4"))).isGreaterThan(10L * PICTURE_BYTES);
        assertThat(made).isLessThan(PICTURE_BYTES / 50);
    }

    @Test
    void aSegmentIsOneArray() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        SegmentCutter cutter =
                new SegmentCutter(
                        SegmentSettings.FILES.withDuration(Duration.ofSeconds(1)),
                        segment -> sizes.add(segment.bytes().length));
        ByteBuffer keyFrame = SampleVideo.keyFrame();
        ByteBuffer picture = largePicture();

        long made =
                allocatedBy(
                        () -> {
                            nanos += SECOND;
                            cutter.add(keyFrame, true, nanos, 1, SendReason.KEY_FRAME);
                            cutter.add(picture, false, nanos + 1_000_000, 1, SendReason.CHANGE);
                        });

        assertThat(sizes)
                .hasSize(RUNS - 1)
                .allSatisfy(size -> assertThat(size).isGreaterThan(PICTURE_BYTES));
        assertThat(made).isLessThan(sizes.get(0) + PICTURE_BYTES / 50);
    }
}
