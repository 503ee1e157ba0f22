// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a body takes of Java's heap: its own bytes, and no second copy of them. */
class AllocationTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final long IMAGE = 4L * WIDTH * HEIGHT;

    /** For small objects, and what the JVM's tools add; far less than a body. */
    private static final long SLACK = 32 << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder()
                .source(Source.SYNTHETIC)
                .syntheticPattern(SyntheticPattern.NOISE)
                .syntheticChange(100)
                .width(WIDTH)
                .height(HEIGHT)
                .fps(240);
    }

    /** Bytes that the calling thread allocates; the second time, when all classes are there. */
    private static long allocatedBy(Supplier<?> body) {
        body.get();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        body.get();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void assertIsOnce(long allocated, long bytes) {
        assertThat(bytes).isGreaterThan(4 * SLACK);
        assertThat(allocated).isBetween(bytes, bytes + SLACK);
    }

    @Test
    void snapshotIsOneArray() {
        CaptureSettings settings = synthetic().build();
        assertIsOnce(allocatedBy(() -> ScreenCapture.snapshot(settings)), IMAGE);
    }

    @ParameterizedTest
    @EnumSource
    void pictureIsOneArray(PictureFormat format) {
        try (ChangeReader reader = ChangeReader.open(synthetic().build())) {
            reader.next(LONG);
            ScreenPicture picture = reader.picture();
            byte[] file = picture.encode(format);
            assertIsOnce(allocatedBy(() -> picture.encode(format)), file.length);
            BufferedImage image = picture.image();
            assertIsOnce(allocatedBy(picture::image), IMAGE);
            assertIsOnce(allocatedBy(() -> picture.image(0.5)), IMAGE / 4);
            assertThat(allocatedBy(() -> picture.draw(image))).isLessThan(SLACK);
            assertIsOnce(allocatedBy(() -> format.encode(image, reader.settings())), file.length);
        }
    }

    /** The packet's own array stays. */
    @ParameterizedTest
    @EnumSource(names = "MIXED", mode = EnumSource.Mode.EXCLUDE)
    void stripeIsOneArray(CaptureMode mode) {
        CaptureSettings settings =
                synthetic().mode(mode).stripeHeight(720).wireHeader(WireHeader.TWO).build();
        try (FrameReader reader = FrameReader.open(settings)) {
            Stripe stripe = reader.next(LONG).stripes().get(0);
            assertIsOnce(allocatedBy(stripe::wireBytes), stripe.wireSize());
            assertIsOnce(allocatedBy(stripe::payload), stripe.payload().length);
            assertThat(allocatedBy(() -> reader.next(LONG))).isLessThan(SLACK);
        }
    }

    @Test
    void frameOfModeMixedIsOneArray() {
        CaptureSettings settings = synthetic().mode(CaptureMode.MIXED).build();
        try (FrameReader reader = FrameReader.open(settings)) {
            MixedFrame frame = reader.next(LONG).mixed();
            assertIsOnce(allocatedBy(frame::wireBytes), frame.wireBytes().length);
        }
    }
}
