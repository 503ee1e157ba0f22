// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.PictureArea;
import org.pixelflux.mp4.VideoTrack;
import org.pixelflux.support.Ffprobe;
import org.pixelflux.support.SampleVideo;

/** What a recording writes when, with a time that the test holds. */
class VideoWriterTest {

    private static final List<PictureArea> AREAS = List.of(new PictureArea(0, 16, 32, 16));
    private static final RecordingSettings SETTINGS =
            RecordingSettings.of(CaptureSettings.builder().build());

    @TempDir private Path directory;

    private long nanos = 5_000_000_000L;

    private Path path(String name) {
        return directory.resolve(name);
    }

    private RecordedFiles files(RecordingSettings settings) throws IOException {
        return new RecordedFiles(path("desk.mp4"), settings, RecordedFiles::create);
    }

    private void pass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    /** Gives a picture, as a capture does that sends a key frame when it is asked for one. */
    private void picture(VideoWriter writer) throws IOException {
        boolean key = writer.wantsKeyFrame();
        writer.add(key ? SampleVideo.keyFrame() : SampleVideo.other(), key, nanos, AREAS);
    }

    private VideoWriter begun(RecordedFiles files, RecordingSettings settings) throws IOException {
        VideoWriter writer = new VideoWriter(files, settings);
        writer.add(SampleVideo.keyFrame(), true, nanos, AREAS);
        return writer;
    }

    @Test
    void aStillHourCostsNothingAndPlaysAsLong() throws IOException {
        RecordedFiles files = files(SETTINGS.withFileDuration(Duration.ofMinutes(10)));
        VideoWriter writer = begun(files, SETTINGS);
        assertThat(writer.dueIn(nanos)).isBetween(1_000_000_000L, 1_000_020_000L);
        pass(1.00001);
        writer.rest(nanos);
        long before = bytes();
        assertThat(writer.dueIn(nanos)).isEqualTo(VideoWriter.NEVER);
        pass(3600);
        assertThat(writer.wantsKeyFrame()).isFalse();

        writer.end(nanos);

        assertThat(bytes()).isEqualTo(before);
        assertThat(files.paths()).containsExactly(path("desk.mp4"));
        assertThat(Ffprobe.seconds(path("desk.mp4"))).isCloseTo(3601, within(0.001));
        assertThat(Ffprobe.packets(path("desk.mp4"))).hasSize(1);
    }

    @Test
    void keyFramesComeAfterFiveSecondsOfChange() throws IOException {
        RecordedFiles files = files(SETTINGS);
        VideoWriter writer = begun(files, SETTINGS);
        for (int i = 0; i < 200; i++) {
            pass(0.1);
            picture(writer);
        }
        // A pause counts as a second.
        pass(3000);
        picture(writer);
        for (int i = 0; i < 10; i++) {
            pass(60);
            picture(writer);
        }
        pass(1);
        writer.end(nanos);

        List<Double> keys =
                Ffprobe.packets(path("desk.mp4")).stream()
                        .filter(Ffprobe.Packet::keyFrame)
                        .map(Ffprobe.Packet::time)
                        .toList();
        assertThat(keys.subList(0, 4)).isEqualTo(List.of(0.0, 5.1, 10.2, 15.3));
        assertThat(keys.subList(4, keys.size())).hasSizeBetween(2, 3);
        assertThat(Ffprobe.packets(path("desk.mp4"))).hasSize(212);
    }

    @Test
    void aFileThatIsBeingWrittenPlaysButForItsLastSecond() throws IOException {
        VideoWriter writer = begun(files(SETTINGS), SETTINGS);
        for (int i = 0; i < 42; i++) {
            pass(0.1);
            picture(writer);
        }

        assertThat(Ffprobe.packets(path("desk.mp4"))).hasSize(40);
        writer.end(nanos);
    }

    /** It was captured before the rest, and came after it. */
    @Test
    void aPictureThatComesLateShortensTheOneBefore() throws IOException {
        VideoWriter writer = begun(files(SETTINGS), SETTINGS);
        writer.rest(nanos + 1_100_000_000L);
        pass(0.9);
        picture(writer);
        pass(1.1);
        writer.end(nanos);

        assertThat(Ffprobe.packets(path("desk.mp4")))
                .extracting(Ffprobe.Packet::time)
                .containsExactly(0.0, 0.9);
        assertThat(Ffprobe.seconds(path("desk.mp4"))).isEqualTo(2);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path("desk.mp4")));
        int run = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf("trun");
        // Behind type, version and flags, count and offset.
        assertThat(bytes.getInt(run + 16)).isEqualTo(9 * VideoTrack.TIMESCALE / 10);
    }

    /** ffprobe counts from picture to picture, and would hide what the file says. */
    @Test
    void theLastPictureOfAFragmentEndsWhereTheNextFragmentBegins() throws IOException {
        VideoWriter writer = begun(files(SETTINGS), SETTINGS);
        for (int i = 0; i < 25; i++) {
            pass(0.1);
            picture(writer);
        }
        pass(0.1);
        writer.end(nanos);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path("desk.mp4")));
        List<Long> begins = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("tfdt"); at >= 0; at = text.indexOf("tfdt", at + 1)) {
            long time = bytes.getLong(at + 8);
            begins.add(time);
            int run = text.indexOf("trun", at);
            // Behind type, version and flags, count and offset; each has duration, size and flags.
            for (int i = 0; i < bytes.getInt(run + 8); i++) {
                time += bytes.getInt(run + 16 + 12 * i);
            }
            ends.add(time);
        }
        assertThat(begins).containsExactly(0L, 90_000L, 180_000L);
        assertThat(ends).containsExactly(90_000L, 180_000L, 234_000L);
    }

    @Test
    void anotherFileBeginsWithTheFirstChangeAfterItsDuration() throws IOException {
        RecordingSettings settings = SETTINGS.withFileDuration(Duration.ofSeconds(10));
        RecordedFiles files = files(settings);
        Files.createFile(path("desk-2.mp4"));
        VideoWriter writer = begun(files, settings);
        for (int i = 0; i < 6; i++) {
            pass(4);
            picture(writer);
        }
        pass(4);
        writer.end(nanos);

        // At 12 s it asks for a key frame, which is the picture at 16 s.
        assertThat(files.paths()).containsExactly(path("desk.mp4"), path("desk-3.mp4"));
        assertThat(Ffprobe.seconds(path("desk.mp4"))).isCloseTo(16, within(0.001));
        assertThat(Ffprobe.seconds(path("desk-3.mp4"))).isCloseTo(12, within(0.001));
        assertThat(Ffprobe.packets(path("desk-3.mp4")).get(0))
                .isEqualTo(new Ffprobe.Packet(0, true));
    }

    @Test
    void keepsTheNewestFiles() throws IOException {
        RecordingSettings settings =
                SETTINGS.withFileDuration(Duration.ofSeconds(1)).withKeepFiles(2);
        RecordedFiles files = files(settings);
        record(files, settings, 10);

        assertThat(files.paths()).hasSize(2);
        assertThat(names())
                .hasSize(4)
                .contains("desk-5.mp4", "desk-5.vtt", "desk-6.mp4", "desk-6.vtt");
    }

    @Test
    void deletesNoFileThatItDidNotWrite() throws IOException {
        RecordingSettings settings =
                SETTINGS.withFileDuration(Duration.ofSeconds(1))
                        .withKeepFiles(1)
                        .withChangeIndex(false);
        Files.writeString(path("desk.vtt"), "subtitles of somebody else");
        record(files(settings), settings, 10);

        assertThat(names()).hasSize(2).contains("desk.vtt").doesNotContain("desk.mp4");
    }

    @Test
    void keepsNoMoreBytesThanItMay() throws IOException {
        RecordingSettings settings =
                SETTINGS.withFileDuration(Duration.ofSeconds(1)).withKeepBytes(4000);
        RecordedFiles files = files(settings);
        record(files, settings, 20);

        assertThat(bytes()).isLessThanOrEqualTo(4000);
        assertThat(files.paths()).hasSizeBetween(2, 4);
    }

    private void record(RecordedFiles files, RecordingSettings settings, int pictures)
            throws IOException {
        VideoWriter writer = begun(files, settings);
        for (int i = 0; i < pictures; i++) {
            pass(1);
            picture(writer);
        }
        writer.end(nanos);
    }

    @Test
    void theIndexSaysWhatChangedWhere() throws IOException {
        VideoWriter writer = begun(files(SETTINGS), SETTINGS);
        PictureArea other = new PictureArea(64, 32, 32, 16);
        pass(0.5);
        writer.add(SampleVideo.other(), false, nanos, List.of(AREAS.get(0), other));
        pass(0.25);
        writer.add(SampleVideo.other(), false, nanos, List.of());
        pass(100.25);
        writer.add(SampleVideo.other(), false, nanos, AREAS);
        pass(1);
        writer.end(nanos);

        ChangeIndex index = ChangeIndex.of(path("desk.mp4"));
        assertThat(index.changes())
                .containsExactly(
                        new ChangeIndex.Change(Duration.ZERO, AREAS),
                        new ChangeIndex.Change(
                                Duration.ofMillis(500), List.of(AREAS.get(0), other)),
                        new ChangeIndex.Change(Duration.ofMillis(101_000), AREAS));
        ChangeIndex.Change next = index.next(Duration.ZERO, new PictureArea(90, 40, 1, 1));
        assertThat(next).isEqualTo(index.changes().get(1));
        assertThat(index.next(Duration.ofMillis(500), new PictureArea(90, 40, 1, 1))).isNull();
        assertThat(index.next(Duration.ofMillis(500), new PictureArea(0, 0, 1, 17)))
                .isEqualTo(index.changes().get(2));
        PictureArea rest = new PictureArea(64, 32, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(index.next(Duration.ZERO, rest)).isEqualTo(index.changes().get(1));
        assertThat(Ffprobe.packets(path("desk.vtt")))
                .extracting(Ffprobe.Packet::time)
                .containsExactly(0.0, 0.5, 101.0);
    }

    @Test
    void aDiskThatIsFullLeavesWhatWasWritten() throws IOException {
        int room = 3000;
        RecordedFiles files =
                new RecordedFiles(
                        path("desk.mp4"),
                        SETTINGS.withChangeIndex(false),
                        file -> new SmallDisk(RecordedFiles.create(file), room));
        VideoWriter writer = begun(files, SETTINGS);

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                pass(0.5);
                                picture(writer);
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        writer.abandon();

        assertThat(Files.size(path("desk.mp4"))).isBetween(room / 2L, (long) room);
        int pictures = Ffprobe.packets(path("desk.mp4")).size();
        assertThat(pictures).isGreaterThan(3);
        assertThat(Ffprobe.seconds(path("desk.mp4"))).isGreaterThanOrEqualTo(pictures * 0.5);
    }

    /** Not even the beginning of the second file has room. */
    @Test
    void aFileThatCannotBeBegunIsNotLeftBehind() throws IOException {
        RecordingSettings settings = SETTINGS.withFileDuration(Duration.ofSeconds(1));
        RecordedFiles files =
                new RecordedFiles(
                        path("desk.mp4"),
                        settings,
                        file -> {
                            int room = file.endsWith("desk-2.mp4") ? 100 : 1 << 20;
                            return new SmallDisk(RecordedFiles.create(file), room);
                        });
        VideoWriter writer = begun(files, settings);

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                pass(1);
                                picture(writer);
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        writer.abandon();

        assertThat(names()).containsExactlyInAnyOrder("desk.mp4", "desk.vtt");
        assertThat(files.paths()).containsExactly(path("desk.mp4"));
    }

    @Test
    void anIndexThatEndsInTheMiddleOfACueIsReadUpToTheOneBefore() throws IOException {
        VideoWriter writer = begun(files(SETTINGS), SETTINGS);
        pass(1);
        writer.rest(nanos);
        writer.add(SampleVideo.other(), false, nanos, List.of(new PictureArea(64, 32, 32, 160)));
        pass(1);
        writer.end(nanos);
        byte[] whole = Files.readAllBytes(path("desk.vtt"));
        int second = new String(whole, StandardCharsets.US_ASCII).indexOf("\n\n", 10) + 2;

        for (int length = second; length < whole.length; length++) {
            Files.write(path("desk.vtt"), Arrays.copyOf(whole, length));
            assertThat(ChangeIndex.of(path("desk.mp4")).changes())
                    .containsExactly(new ChangeIndex.Change(Duration.ZERO, AREAS));
        }
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.createFile(path("desk.vtt"));

        assertThatThrownBy(() -> files(SETTINGS)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(names()).containsExactly("desk.vtt");
        RecordingException told =
                new RecordingException(
                        path("desk.mp4"), new FileAlreadyExistsException(path("desk.vtt") + ""));
        assertThat(told.reason()).isEqualTo(RecordingException.Reason.FILE);
        assertThat(told).hasMessageContaining("desk.vtt exists").hasMessageContaining("choose");
    }

    @Test
    void leavesNoFileIfNothingCame() throws IOException {
        RecordedFiles files = files(SETTINGS);
        VideoWriter writer = new VideoWriter(files, SETTINGS);
        writer.add(SampleVideo.other(), false, nanos, AREAS);

        writer.end(nanos);

        assertThat(names()).isEmpty();
        assertThat(files.paths()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return new ArrayList<>(list.map(file -> file.getFileName().toString()).toList());
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (String name : names()) {
            bytes += Files.size(path(name));
        }
        return bytes;
    }

    /** Whatever is larger than the room does not fit; what is there may be overwritten. */
    private static final class SmallDisk extends FileChannelDecorator {

        private final long room;

        SmallDisk(FileChannel file, long room) {
            super(file);
            this.room = room;
        }

        @Override
        public long write(ByteBuffer[] parts, int offset, int count) throws IOException {
            long left = room - size();
            for (int i = offset; i < offset + count; i++) {
                if (parts[i].remaining() > left) {
                    file.write(parts[i].slice(0, (int) left));
                    throw new IOException("No space left on device");
                }
                left -= file.write(parts[i]);
            }
            return 1;
        }
    }
}
