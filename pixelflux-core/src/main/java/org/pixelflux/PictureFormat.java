// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;

/** How a picture is encoded as an image file. */
public enum PictureFormat implements OptionWord {
    /** Exact. */
    PNG(0, "image/png", "png", ScreenPicture.LARGEST_SIDE),
    /** Smaller, at the quality and with the colours that jpegQuality and jpegFullColor say. */
    JPEG(1, "image/jpeg", "jpg", ScreenPicture.LARGEST_SIDE),
    /** Exact: WebP's lossless form, smaller than PNG and slower. */
    WEBP(2, "image/webp", "webp", 16383);

    private final int code;
    private final String contentType;
    private final String extension;
    private final int largestSide;

    PictureFormat(int code, String contentType, String extension, int largestSide) {
        this.code = code;
        this.contentType = contentType;
        this.extension = extension;
        this.largestSide = largestSide;
    }

    /** As native code knows it: image_file.h. */
    int code() {
        return code;
    }

    /**
     * An image as such a file in memory, which the caller owns. It is encoded on the caller's
     * thread.
     *
     * @param image of the type {@link BufferedImage#TYPE_INT_RGB}, such as a snapshot
     * @param settings of which jpegQuality and jpegFullColor count
     * @throws IllegalArgumentException if the image has another type, or is larger than {@link
     *     #largestSide()}
     * @throws PixelfluxException if the native library is not available, memory runs out or an
     *     encoder fails
     */
    public byte[] encode(BufferedImage image, CaptureSettings settings) {
        NativeLoader.ensureLoaded();
        ImagePixels pixels = ImagePixels.of(image);
        return PixelfluxException.inHeap(
                "a picture as a " + optionValue() + " file",
                () ->
                        NativeCapture.encodeImage0(
                                pixels.array(),
                                pixels.offset(),
                                pixels.stride(),
                                pixels.width(),
                                pixels.height(),
                                code,
                                settings.jpegQuality(),
                                settings.jpegFullColor()));
    }

    /** The most pixels that a side of such a file has. */
    public int largestSide() {
        return largestSide;
    }

    /** The media type, such as {@code image/png}. */
    public String contentType() {
        return contentType;
    }

    /** How names of such files end, such as {@code png}. */
    public String fileExtension() {
        return extension;
    }
}
