// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.H264Encoder;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import org.pixelflux.support.Ffprobe;

/** Segments of the synthetic source, as ffprobe and ffmpeg read them. */
class SegmentReaderTest {

    private static final SegmentSettings SHORT =
            SegmentSettings.FILES.withDuration(Duration.ofMillis(200));

    @TempDir private Path directory;

    private static CaptureSettings.Builder synthetic() {
        return CaptureSettings.builder().source(Source.SYNTHETIC).width(320).height(240);
    }

    private Path file(String name, List<Segment> parts) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Segment part : parts) {
                out.write(part.bytes());
            }
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void eachIsAFileWhateverTheModeSays(H264Encoder encoder) throws IOException {
        CaptureSettings settings = synthetic().mode(CaptureMode.MIXED).h264Encoder(encoder).build();
        try (SegmentReader reader = SegmentReader.open(settings, SHORT)) {
            for (int i = 0; i < 3; i++) {
                Segment segment = reader.next();
                assertThat(segment.sequence()).isEqualTo(i);
                Path file = file(i + ".mp4", List.of(segment));
                assertThat(Ffprobe.decode(file)).isPositive();
                assertThat(Ffprobe.seconds(file)).isGreaterThanOrEqualTo(0.2);
                assertThat(Ffprobe.about(file)).containsEntry("width", "320");
            }
            await().until(() -> Ffprobe.decode(file("more.mp4", List.of(reader.next()))) > 1);
            assertThat(reader.settings()).isEqualTo(settings);
        }
    }

    @Test
    void whatThereIsComesAfterTheEnd() throws IOException {
        SegmentReader reader = SegmentReader.open(synthetic().build(), SHORT);
        assertThat(reader.next()).isNotNull();
        reader.close();

        Segment last = reader.next();
        assertThat(last.sequence()).isEqualTo(1);
        assertThat(Ffprobe.decode(file("last.mp4", List.of(last)))).isPositive();
        assertThat(reader.next()).isNull();
    }

    @Test
    void aStillScreenIsRepeatedForALiveVideo() throws IOException {
        CaptureSettings settings = synthetic().syntheticPattern(SyntheticPattern.CHART).build();
        List<Segment> segments = new ArrayList<>();
        try (SegmentReader reader =
                SegmentReader.open(
                        settings, SegmentSettings.LIVE.withDuration(Duration.ofMillis(200)))) {
            while (segments.size() < 6) {
                segments.add(reader.next());
            }
            assertThat(reader.settings()).isEqualTo(settings);
        }

        assertThat(segments)
                .extracting(Segment::keyFrame)
                .containsExactly(false, true, false, false, true, false);
        assertThat(segments.get(0).init()).isTrue();
        int whole = segments.get(1).bytes().length;
        assertThat(segments.get(2).bytes().length).isLessThan(whole / 10);
        Path file = file("live.mp4", segments);
        assertThat(Ffprobe.decode(file)).isGreaterThanOrEqualTo(5);
        assertThat(Ffprobe.seconds(file)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void anUpdateDoesNotChangeWhatSegmentsAre() throws IOException {
        CaptureSettings settings = synthetic().build();
        try (SegmentReader reader = SegmentReader.open(settings, SHORT)) {
            reader.next();
            CaptureSettings changed = settings.toBuilder().mode(CaptureMode.JPEG).fps(20).build();
            reader.update(changed);

            assertThat(reader.settings()).isEqualTo(changed);
            assertThat(Ffprobe.decode(file("a.mp4", List.of(reader.next())))).isPositive();
            assertThat(Ffprobe.decode(file("b.mp4", List.of(reader.next())))).isPositive();
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> reader.update(changed.toBuilder().h264FullColor(true).build()))
                    .withMessageContaining("h264FullColor");
        }
    }
}
