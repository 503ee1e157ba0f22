// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.pixelflux.support.Picture;

/** Images as payloads: what ImageIO writes, and PNG images put together from their chunks. */
final class Images {

    static final int COLORS = 2;
    static final int PALETTE = 3;

    private Images() {}

    static byte[] png(Picture picture) {
        return write("png", picture.image());
    }

    /** As ImageIO does by itself: quality 75, 4:2:0. */
    static byte[] jpeg(Picture picture) {
        return write("jpeg", picture.image());
    }

    static byte[] write(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer of " + format + " takes this image");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The beginning of a PNG image. */
    static byte[] pngHead(int width, int height, int bits, int colorType) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bits).put((byte) colorType);
        return joined(
                ByteBuffer.allocate(8).putLong(0x89504e470d0a1a0aL).array(),
                chunk("IHDR", header.array()));
    }

    /**
     * A whole PNG image.
     *
     * @param rows of a filter's number and the samples
     * @param between chunks between header and pixels
     */
    static byte[] png(
            int width, int height, int bits, int colorType, byte[] rows, byte[]... between) {
        return joined(
                pngHead(width, height, bits, colorType),
                joined(between),
                chunk("IDAT", deflated(rows)),
                chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
