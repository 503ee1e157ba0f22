// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Pictures of H.264 for tests without a native library: those that the original gave. */
public final class SampleVideo {

    public static final int WIDTH = 322;
    public static final int HEIGHT = 200;

    private static final int WIRE_HEADER = 12;

    private SampleVideo() {}

    /** A key frame, what follows it, and another key frame. Annex B form. */
    public static List<ByteBuffer> pictures() {
        try (InputStream file =
                SampleVideo.class.getResourceAsStream("/org/pixelflux/original/full-frame.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> HexFormat.of().parseHex(line.split(" ")[5]))
                    .map(bytes -> ByteBuffer.wrap(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER))
                    .map(ByteBuffer::slice)
                    .map(ByteBuffer::asReadOnlyBuffer)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ByteBuffer keyFrame() {
        return pictures().get(0);
    }

    /** One that follows the key frame, and itself. */
    public static ByteBuffer other() {
        return pictures().get(1);
    }
}
