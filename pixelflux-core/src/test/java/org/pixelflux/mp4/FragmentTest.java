// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.Ffprobe;
import org.pixelflux.support.SampleVideo;

/** Files of fragments as ffprobe and ffmpeg read them. */
class FragmentTest {

    private static final long SECOND = VideoTrack.TIMESCALE;

    @TempDir private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("video.mp4");
    }

    private void write(ByteBuffer... parts) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    out.write(part);
                }
            }
        }
    }

    @Test
    void eachPictureLastsUntilTheNextOne() throws IOException {
        VideoTrack track = VideoTrack.of(SampleVideo.keyFrame());
        write(ByteBuffer.wrap(track.header(0)));
        Fragment fragment = new Fragment();
        long origin = 7 * SECOND;
        fragment.add(SampleVideo.keyFrame(), true, origin);
        fragment.add(SampleVideo.other(), false, origin + 3000);
        write(fragment.write(1, origin + 2 * SECOND, origin));
        fragment.clear();
        fragment.add(SampleVideo.keyFrame(), true, origin + 2 * SECOND);
        write(fragment.write(2, origin + 3600 * SECOND, origin));

        List<Ffprobe.Packet> packets = Ffprobe.packets(file);

        assertThat(packets)
                .containsExactly(
                        new Ffprobe.Packet(0, true),
                        new Ffprobe.Packet(0.033333, false),
                        new Ffprobe.Packet(2, true));
        assertThat(Ffprobe.decode(file)).isEqualTo(3);
        assertThat(Ffprobe.seconds(file)).isCloseTo(3600, within(0.001));
        assertThat(Ffprobe.about(file))
                .containsEntry("codec_name", "h264")
                .containsEntry("codec_tag_string", "avc1")
                .containsEntry("width", "322")
                .containsEntry("height", "200");
    }

    @Test
    void whatIsCutOffInTheMiddleOfAFragmentPlaysUpToTheOneBefore() throws IOException {
        VideoTrack track = VideoTrack.of(SampleVideo.keyFrame());
        write(ByteBuffer.wrap(track.header(0)));
        Fragment fragment = new Fragment();
        for (int i = 0; i < 3; i++) {
            fragment.clear();
            fragment.add(SampleVideo.keyFrame(), true, i * SECOND);
            fragment.add(SampleVideo.other(), false, i * SECOND + SECOND / 2);
            write(fragment.write(i + 1, (i + 1) * SECOND, 0));
        }
        try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
            cut.truncate(cut.size() - 10);
        }

        List<String> decoded =
                Ffprobe.run(
                        "ffmpeg",
                        "-v",
                        "fatal",
                        "-i",
                        file.toString(),
                        "-f",
                        "framemd5",
                        "-fps_mode",
                        "passthrough",
                        "-enc_time_base",
                        "-1",
                        "-");

        assertThat(decoded.stream().filter(line -> !line.startsWith("#")))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void anArrayHasTheSameBytesAndWhatStandsBefore() throws IOException {
        byte[] header = VideoTrack.of(SampleVideo.keyFrame()).header(0);
        Fragment fragment = new Fragment();
        fragment.add(SampleVideo.keyFrame(), true, 0);
        fragment.add(SampleVideo.other(), false, SECOND);
        fragment.add(SampleVideo.keyFrame(), true, 2 * SECOND);

        byte[] bytes = fragment.toBytes(header, 1, 3 * SECOND, 0);

        write(ByteBuffer.wrap(header));
        write(fragment.write(1, 3 * SECOND, 0));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(Ffprobe.packets(file))
                .containsExactly(
                        new Ffprobe.Packet(0, true),
                        new Ffprobe.Packet(1, false),
                        new Ffprobe.Packet(2, true));
    }

    @Test
    void theLengthOfTheLastPictureCanBeWrittenAgain() throws IOException {
        VideoTrack track = VideoTrack.of(SampleVideo.keyFrame());
        Fragment fragment = new Fragment();
        fragment.add(SampleVideo.keyFrame(), true, 0);
        ByteBuffer[] parts = fragment.write(1, SECOND, 0);
        parts[0].putInt(
                parts[0].limit() - Fragment.DURATION_FROM_END,
                (int) Fragment.duration(90 * SECOND));
        write(ByteBuffer.wrap(track.header(0)), parts[0], parts[1]);

        assertThat(Ffprobe.seconds(file)).isEqualTo(90);
    }

    @Test
    void theHeaderSaysTheDurationWhereItsContractSays() {
        VideoTrack track = VideoTrack.of(SampleVideo.keyFrame());

        ByteBuffer header = ByteBuffer.wrap(track.header(0x0102030405060708L));

        assertThat(header.getLong(header.limit() - VideoTrack.DURATION_FROM_END))
                .isEqualTo(0x0102030405060708L);
        assertThat(track.header(0)).hasSameSizeAs(header.array());
    }

    @Test
    void saysHowManyBytesItWillHave() {
        Fragment fragment = new Fragment();
        assertThat(fragment.bytes()).isZero();
        fragment.add(SampleVideo.keyFrame(), true, 0);
        for (int i = 1; i < 200; i++) {
            fragment.add(SampleVideo.other(), false, i);
        }

        int said = fragment.bytes();

        ByteBuffer[] parts = fragment.write(1, SECOND, 0);
        assertThat(parts[0].remaining() + parts[1].remaining()).isEqualTo(said);
    }

    @Test
    void refusesWhatNoFragmentCanHold() {
        Fragment fragment = new Fragment();
        assertThatIllegalStateException().isThrownBy(() -> fragment.write(1, SECOND, 0));
        fragment.add(SampleVideo.keyFrame(), true, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fragment.add(SampleVideo.other(), false, 5))
                .withMessageContaining("5");
        assertThat(fragment.pictures()).isEqualTo(1);
    }

    @Test
    void aStillDayFits() {
        assertThat(Fragment.duration(13 * 3600 * SECOND)).isEqualTo(13 * 3600 * SECOND);
        assertThat(Fragment.duration(24 * 3600 * SECOND)).isEqualTo(0xFFFF_FFFFL);
        assertThat(Fragment.duration(0)).isEqualTo(1);
    }

    @Test
    void refusesATrackWithoutParameterSets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoTrack.of(SampleVideo.other()))
                .withMessageContaining("key frame");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoTrack.of(ByteBuffer.allocate(0)));
    }

    @Test
    void aTrackGoesOnWithTheSameParameterSets() {
        VideoTrack track = VideoTrack.of(SampleVideo.keyFrame());

        assertThat(track.continues(VideoTrack.of(SampleVideo.keyFrame()))).isTrue();
        assertThat(track.continues(null)).isFalse();
        assertThat(track.codecs()).isEqualTo("avc1.42c00c");
    }
}
