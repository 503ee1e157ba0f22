// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Source;

/** What a program hears of a recording that failed. */
class RecordingFailureTest {

    @TempDir private Path directory;

    /** The first failure is told, whatever fails when the recording is ended because of it. */
    @Test
    void isToldAlsoIfTheFileCannotBeFinishedEither() throws Exception {
        Path file = directory.resolve("desk.mp4");
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .width(320)
                        .height(240)
                        .syntheticChange(50)
                        .build();
        Recording recording =
                Recording.to(
                        file,
                        RecordingSettings.of(settings).withChangeIndex(false),
                        path -> new BrokenDisk(RecordedFiles.create(path)));
        assertThat(recording.awaitEnd(Duration.ofMinutes(1))).isTrue();

        assertThat(recording.failure())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("desk.mp4: java.io.IOException: Input/output error");
        assertThat(recording.failure().getSuppressed())
                .anyMatch(IllegalStateException.class::isInstance);
        assertThatThrownBy(recording::close).isSameAs(recording.failure());
    }

    /** Takes the beginning of a file and nothing more. */
    private static final class BrokenDisk extends FileChannelDecorator {

        BrokenDisk(FileChannel file) {
            super(file);
        }

        @Override
        public long write(ByteBuffer[] parts, int offset, int count) throws IOException {
            if (size() == 0) {
                return super.write(parts, offset, count);
            }
            throw new IOException("Input/output error");
        }

        @Override
        public int write(ByteBuffer from, long at) {
            throw new IllegalStateException("the disk is gone");
        }
    }
}
