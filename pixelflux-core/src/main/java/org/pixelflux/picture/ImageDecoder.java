// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.pixelflux.FrameFormatException;
import org.pixelflux.FrameRectangle;
import org.pixelflux.RectangleKind;

/**
 * Decodes the images of rectangles with ImageIO, where they are, and leaves nothing on the disk.
 */
final class ImageDecoder {

    private ImageDecoder() {}

    /**
     * The image of a rectangle that is a picture or exact pixels. Its size is compared before room
     * for its pixels is taken.
     *
     * @throws FrameFormatException if it is none of the rectangle's size
     */
    static DecodedImage decode(FrameRectangle rectangle) {
        boolean exact = rectangle.kind() == RectangleKind.EXACT;
        return decode(
                exact ? "png" : "jpeg",
                rectangle.payloadBuffer(),
                rectangle.width(),
                rectangle.height(),
                "rectangle " + rectangle);
    }

    /**
     * A JPEG of that size. The size is compared before room for its pixels is taken.
     *
     * @param what for the message
     * @throws FrameFormatException if it is none of that size
     */
    static DecodedImage jpeg(ByteBuffer image, int width, int height, Object what) {
        return decode("jpeg", image, width, height, what.toString());
    }

    private static DecodedImage decode(
            String format, ByteBuffer image, int width, int height, String what) {
        try {
            ByteBuffer harmless = format.equals("png") ? PngChunks.critical(image) : image;
            return read(format, harmless, width, height);
        } catch (IOException | RuntimeException e) {
            // ImageIO says with many an exception that an image is damaged.
            throw new FrameFormatException("cannot decode the " + what + ": " + e.getMessage(), e);
        }
    }

    private static DecodedImage read(String format, ByteBuffer image, int wanted, int wantedHeight)
            throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java has no reader of " + format + " images");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new BufferInput(image)) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != wanted || height != wantedHeight) {
                throw new IllegalArgumentException("the image is " + width + "x" + height);
            }
            return DecodedImage.of(reader.read(0));
        } finally {
            reader.dispose();
        }
    }
}
