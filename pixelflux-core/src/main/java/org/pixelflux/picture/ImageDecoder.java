// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameRectangle;
import org.pixelflux.RectangleKind;

/** Decodes the images of rectangles with ImageIO, and leaves nothing on the disk. */
final class ImageDecoder {

    private ImageDecoder() {}

    /**
     * The image of a rectangle that is a picture or exact pixels. Its size is compared before room
     * for its pixels is taken.
     *
     * @throws FrameFormatException if it is none of the rectangle's size
     */
    static DecodedImage decode(FrameRectangle rectangle) {
        try {
            return rectangle.kind() == RectangleKind.EXACT
                    ? decode("png", PngChunks.critical(rectangle.payload()), rectangle)
                    : decode("jpeg", rectangle.payload(), rectangle);
        } catch (IOException | RuntimeException e) {
            // ImageIO says with many an exception that an image is damaged.
            throw new FrameFormatException(
                    "cannot decode the rectangle " + rectangle + ": " + e.getMessage(), e);
        }
    }

    private static DecodedImage decode(String format, byte[] image, FrameRectangle rectangle)
            throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java has no reader of " + format + " images");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != rectangle.width() || height != rectangle.height()) {
                throw new IllegalArgumentException("the image is " + width + "x" + height);
            }
            return DecodedImage.of(reader.read(0));
        } finally {
            reader.dispose();
        }
    }
}
