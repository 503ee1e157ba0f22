// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** An image file that came in a message: nobody knows from whom. */
final class ImageFile {

    /** As large as a frame may be. */
    private static final int LARGEST_SIDE = 16384;

    private ImageFile() {}

    /**
     * What ImageIO reads of it: JPEG, PNG and whatever else this Java knows. Its size is compared
     * before room for its pixels is taken.
     *
     * @param offset where the file begins
     * @return null if this Java reads no such file
     * @throws IOException if it is damaged
     * @throws IllegalArgumentException if it is too large
     */
    static @Nullable BufferedImage read(byte[] bytes, int offset) throws IOException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(
                        new ByteArrayInputStream(bytes, offset, bytes.length - offset))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                requireSize(reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } catch (IndexOutOfBoundsException e) {
                throw new IOException(e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static void requireSize(int width, int height) {
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "body: the image is "
                            + width
                            + "x"
                            + height
                            + ", allowed up to "
                            + LARGEST_SIDE
                            + " pixels a side");
        }
    }
}
