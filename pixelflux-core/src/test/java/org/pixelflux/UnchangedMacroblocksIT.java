// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.Area;
import org.pixelflux.support.H264Decoder;
import org.pixelflux.support.NativeBuild;
import org.pixelflux.support.Picture;
import org.pixelflux.support.TestLength;

/**
 * Telling libx264 which macroblocks did not change leaves no stale pixel: over mixed frames, with
 * key frames and changes of quality among them, what a foreign decoder shows of the stream that was
 * told is as near to the source as what it shows of the one that was not.
 */
class UnchangedMacroblocksIT {

    private static final int FRAMES = TestLength.of(1000, 400);
    private static final int MACROBLOCK = 16;

    @ParameterizedTest
    @CsvSource({"320, 240, 420", "323, 243, 444"})
    void everyPictureIsAsNearToTheSourceAsWithoutIt(int width, int height, String chroma)
            throws Exception {
        Process frames =
                new ProcessBuilder(
                                NativeBuild.program("mixed_frames").toString(),
                                "" + width,
                                "" + height,
                                "" + FRAMES,
                                chroma)
                        .redirectError(Redirect.INHERIT)
                        .start();
        long toldBytes = 0;
        long untoldBytes = 0;
        try (DataInputStream in =
                        new DataInputStream(new BufferedInputStream(frames.getInputStream()));
                H264Decoder toldDecoder = new H264Decoder();
                H264Decoder untoldDecoder = new H264Decoder()) {
            for (int frame = 0; frame < FRAMES; frame++) {
                byte[] told = readSized(in);
                byte[] untold = readSized(in);
                Picture source = Picture.ofBgrx(width, height, readFully(in, width * height * 4));
                Picture seen = toldDecoder.decode(told).crop(source.area());
                Picture reference = untoldDecoder.decode(untold).crop(source.area());
                requireAsNear(frame, seen, reference, source);
                toldBytes += told.length;
                untoldBytes += untold.length;
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(frames.waitFor()).isZero();
        assertThat(toldBytes).isLessThan(untoldBytes * 11 / 10);
    }

    /**
     * A macroblock that changed and was left out differs by far more than coding can make it
     * differ.
     */
    private static void requireAsNear(int frame, Picture seen, Picture reference, Picture source) {
        for (int y = 0; y < source.height(); y += MACROBLOCK) {
            for (int x = 0; x < source.width(); x += MACROBLOCK) {
                Area block =
                        new Area(
                                x,
                                y,
                                Math.min(MACROBLOCK, source.width() - x),
                                Math.min(MACROBLOCK, source.height() - y));
                double expected = reference.lumaPsnr(source, block);
                assertThat(seen.lumaPsnr(source, block))
                        .as("frame %d, %s, %.1f dB without the map", frame, block, expected)
                        .isGreaterThan(Math.min(38, expected - 2));
            }
        }
    }

    private static byte[] readSized(DataInputStream in) throws IOException {
        return readFully(in, Integer.reverseBytes(in.readInt()));
    }

    private static byte[] readFully(InputStream in, int size) throws IOException {
        return in.readNBytes(size);
    }
}
