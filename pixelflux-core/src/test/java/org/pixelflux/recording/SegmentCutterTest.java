// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.SendReason;
import org.pixelflux.recording.SegmentCutter.Wish;
import org.pixelflux.support.Ffprobe;
import org.pixelflux.support.SampleVideo;

/** When a segment ends, and what it is, with a time that the test holds. */
class SegmentCutterTest {

    @TempDir private Path directory;

    private final List<Segment> segments = new ArrayList<>();
    private long nanos = 3_000_000_000L;

    private SegmentCutter cutter(SegmentSettings settings) {
        return new SegmentCutter(settings, segments::add);
    }

    private void pass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    /** A change, as a capture sends it that was asked for what the cutter wants. */
    private void change(SegmentCutter cutter) {
        boolean key = segments.isEmpty() && cutter.dueIn(nanos) == SegmentCutter.NEVER && first;
        boolean keyFrame = key || cutter.wish() == Wish.KEY_FRAME;
        first = false;
        add(cutter, keyFrame ? SampleVideo.keyFrame() : SampleVideo.other(), keyFrame, nanos);
    }

    private boolean first = true;

    private void add(SegmentCutter cutter, ByteBuffer picture, boolean keyFrame, long time) {
        cutter.add(picture, keyFrame, time, 7, keyFrame ? SendReason.KEY_FRAME : SendReason.CHANGE);
    }

    private Path file(Segment... parts) throws IOException {
        Path file = directory.resolve("segments-" + parts.length + ".mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Segment part : parts) {
                out.write(part.bytes());
            }
        }
        return file;
    }

    @Test
    void aSegmentEndsWithTheFirstChangeAfterItsDuration() throws IOException {
        SegmentCutter cutter = cutter(SegmentSettings.FILES.withDuration(Duration.ofSeconds(2)));
        for (int i = 0; i < 12; i++) {
            change(cutter);
            pass(0.5);
        }
        cutter.end(nanos);

        // At 2 s a key frame is wanted; the picture at 2.5 s is one.
        assertThat(segments).extracting(Segment::sequence).containsExactly(0L, 1L, 2L);
        assertThat(segments)
                .extracting(Segment::start)
                .containsExactly(Duration.ZERO, Duration.ofMillis(2500), Duration.ofSeconds(5));
        assertThat(segments)
                .extracting(Segment::duration)
                .containsExactly(
                        Duration.ofMillis(2500), Duration.ofMillis(2500), Duration.ofSeconds(1));
        assertThat(segments.get(1).captureNanos()).isEqualTo(5_500_000_000L);
        for (Segment segment : segments) {
            assertThat(segment.keyFrame()).isTrue();
            assertThat(segment.contentType()).isEqualTo("video/mp4");
            Path file = file(segment);
            assertThat(Ffprobe.packets(file).get(0)).isEqualTo(new Ffprobe.Packet(0, true));
            assertThat(Ffprobe.seconds(file)).isEqualTo(segment.duration().toMillis() / 1000.0);
        }
    }

    @Test
    void nothingIsCutWhileTheScreenIsStill() throws IOException {
        SegmentCutter cutter = cutter(SegmentSettings.FILES);
        change(cutter);
        assertThat(cutter.dueIn(nanos)).isEqualTo(SegmentCutter.NEVER);
        pass(3600);
        change(cutter);
        assertThat(segments).isEmpty();
        change(cutter);

        assertThat(segments).hasSize(1);
        assertThat(segments.get(0).bytes()).hasSizeLessThan(4000);
        assertThat(Ffprobe.seconds(file(segments.get(0)))).isBetween(3600.0, 3600.001);
    }

    @Test
    void segmentsOfCmafPlayBehindTheirInitSegment() throws IOException {
        SegmentCutter cutter =
                cutter(SegmentSettings.LIVE.withLive(false).withDuration(Duration.ofSeconds(1)));
        for (int i = 0; i < 5; i++) {
            change(cutter);
            pass(1);
        }
        cutter.end(nanos);

        assertThat(segments).extracting(Segment::init).startsWith(true, false, false);
        assertThat(segments).extracting(Segment::fileExtension).startsWith("mp4", "m4s", "m4s");
        assertThat(segments.get(1).contentType()).isEqualTo("video/iso.segment");
        Path all = file(segments.toArray(Segment[]::new));
        assertThat(Ffprobe.packets(all))
                .extracting(Ffprobe.Packet::time)
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(Ffprobe.seconds(all)).isEqualTo(5);
        Path later = file(segments.get(0), segments.get(2));
        assertThat(Ffprobe.packets(later).get(0))
                .isEqualTo(new Ffprobe.Packet(segments.get(2).start().toMillis() / 1000.0, true));
    }

    @Test
    void aLiveVideoGoesOnWhileTheScreenIsStill() throws IOException {
        SegmentCutter cutter = cutter(SegmentSettings.LIVE);
        change(cutter);
        for (int i = 0; i < 9; i++) {
            long due = cutter.dueIn(nanos);
            assertThat(due).isBetween(1_990_000_000L, 2_001_000_000L);
            nanos += due;
            cutter.overdue();
            assertThat(cutter.dueIn(nanos)).isEqualTo(SegmentCutter.NEVER);
            boolean key = cutter.wish() == Wish.KEY_FRAME;
            assertThat(cutter.wish()).isNotEqualTo(Wish.NONE);
            pass(0.01);
            add(cutter, key ? SampleVideo.keyFrame() : SampleVideo.other(), key, nanos);
            assertThat(cutter.wish()).isEqualTo(Wish.NONE);
        }

        List<Segment> media = segments.stream().filter(segment -> !segment.init()).toList();
        assertThat(media).hasSize(9);
        assertThat(media)
                .extracting(Segment::keyFrame)
                .containsExactly(true, false, false, true, false, false, true, false, false);
        assertThat(media.get(1).bytes()).hasSizeLessThan(600);
        assertThat(media)
                .allSatisfy(
                        segment ->
                                assertThat(segment.duration())
                                        .isBetween(
                                                Duration.ofMillis(2000), Duration.ofMillis(2020)));
        assertThat(Ffprobe.packets(file(segments.toArray(Segment[]::new)))).hasSize(9);
    }

    @Test
    void eachFileOfALiveVideoPlaysByItself() throws IOException {
        SegmentCutter cutter = cutter(SegmentSettings.FILES.withLive(true));
        change(cutter);
        for (int i = 0; i < 3; i++) {
            nanos += cutter.dueIn(nanos);
            cutter.overdue();
            assertThat(cutter.wish()).isEqualTo(Wish.KEY_FRAME);
            add(cutter, SampleVideo.keyFrame(), true, nanos);
        }

        assertThat(segments).hasSize(3);
        for (Segment segment : segments) {
            assertThat(segment.keyFrame()).isTrue();
            assertThat(Ffprobe.decode(file(segment))).isEqualTo(1);
        }
    }

    @Test
    void aChangeAtTheEndOfALiveSegmentIsFollowedByAKeyFrame() {
        SegmentCutter cutter = cutter(SegmentSettings.LIVE);
        change(cutter);
        pass(2.5);
        add(cutter, SampleVideo.other(), false, nanos);
        assertThat(cutter.wish()).isEqualTo(Wish.KEY_FRAME);
        pass(0.1);
        add(cutter, SampleVideo.keyFrame(), true, nanos);

        assertThat(segments).hasSize(2);
        assertThat(segments.get(1).duration()).isEqualTo(Duration.ofMillis(2600));
    }

    @Test
    void eachSaysItsEpochAndTheFirstReasonOfItsFrames() {
        SegmentCutter cutter = cutter(SegmentSettings.FILES.withFormat(SegmentFormat.CMAF));
        cutter.add(SampleVideo.keyFrame(), true, nanos, 7, SendReason.KEY_FRAME);
        pass(1);
        cutter.add(SampleVideo.other(), false, nanos, 7, SendReason.CHANGE);
        pass(1);
        cutter.add(SampleVideo.other(), false, nanos, 7, SendReason.STREAMING);
        pass(1);
        // The picture has had another size meanwhile, of which nothing was sent.
        cutter.add(SampleVideo.keyFrame(), true, nanos, 8, SendReason.KEY_FRAME);
        pass(1);
        cutter.add(SampleVideo.other(), false, nanos, 8, SendReason.STREAMING);
        cutter.end(nanos);

        assertThat(segments).extracting(Segment::init).containsExactly(true, false, true, false);
        assertThat(segments).extracting(Segment::epoch).containsExactly(7L, 7L, 8L, 8L);
        assertThat(segments)
                .extracting(Segment::reason)
                .containsExactly(
                        SendReason.KEY_FRAME,
                        SendReason.CHANGE,
                        SendReason.KEY_FRAME,
                        SendReason.KEY_FRAME);
    }

    @Test
    void aSegmentEndsWhenItHasItsBytes() {
        SegmentCutter cutter = cutter(SegmentSettings.FILES.withBytes(100_000));
        for (int i = 0; i < 3000; i++) {
            change(cutter);
            pass(0.001);
        }

        assertThat(segments).isNotEmpty();
        assertThat(segments.get(0).bytes()).hasSizeBetween(100_000, 102_000);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentSettings.FILES.withDuration(Duration.ofMillis(99)))
                .withMessage(
                        "segmentDuration: PT0.099S is out of range, allowed 100 ms to 24 hours");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentSettings.FILES.withBytes(99_999))
                .withMessageContaining("segmentBytes: 99999 is out of range");
    }
}
