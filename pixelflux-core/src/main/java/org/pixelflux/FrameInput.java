// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a program pushes frames of its own, which captures then read as they read a screen: with
 * {@link Source#FRAMES} and the name of this input in their settings.
 *
 * <pre>{@code
 * CaptureSettings settings =
 *         CaptureSettings.builder().source(Source.FRAMES).input("cam").mode(CaptureMode.H264).build();
 * try (FrameInput input = FrameInput.open("cam");
 *         FrameReader reader = FrameReader.open(settings)) {
 *     input.push(image);
 *     Frame frame = reader.next();
 *     …
 * }
 * }</pre>
 *
 * <p>A name means the same input everywhere in the process. Who pushes and who captures may come in
 * any order, and any number of each: a capture waits for the first frame, which says how large it
 * is, and begins with the newest one. A frame of another size is what a resize is to a screen. An
 * input goes with the last who holds it, a capture or a FrameInput, and its picture with it;
 * closing a FrameInput ends no capture.
 *
 * <p>The newest frame wins: a capture that is slow, or goes at a lower rate, skips those before.
 * Pushing never waits for a capture. It takes no longer than to copy the picture, and where no
 * capture reads at that moment no longer than to copy what changed.
 *
 * <p>Any thread may call every method. Frames that several threads push come one after the other.
 * The collector closes an input some time after the program has lost it.
 */
public final class FrameInput implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final String name;
    private final Handle handle;
    private final Cleaner.Cleanable cleanable;

    private FrameInput(String name, long address) {
        this.name = name;
        this.handle = new Handle(address);
        this.cleanable = CLEANER.register(this, handle);
    }

    /**
     * The input of that name, as the option {@code input} of a capture names it.
     *
     * @throws IllegalArgumentException if the name is empty or has a character that an option
     *     cannot have
     * @throws PixelfluxException if the native library cannot be loaded
     */
    public static FrameInput open(String name) {
        CaptureOption.INPUT.check(name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("input: the name is empty, allowed any other");
        }
        NativeLoader.ensureLoaded();
        return new FrameInput(name, NativeInput.open0(name));
    }

    /** The name that captures have in their settings. */
    public String name() {
        return name;
    }

    /**
     * Makes an image the newest frame. What differs from the frame before is found by comparing.
     * The image stays the caller's, and may change afterwards.
     *
     * @param image copied as it is if its type is TYPE_INT_RGB or TYPE_3BYTE_BGR; one of another
     *     type is first drawn upon black, which costs another copy
     * @throws IllegalArgumentException if it has more than 16384 pixels a side
     * @throws IllegalStateException if this was closed
     * @throws PixelfluxException if memory runs out
     */
    public void push(BufferedImage image) {
        pushImage(image, null);
    }

    /**
     * The same, for a program that knows what it has drawn: only that is looked at.
     *
     * @param changed all that differs from the frame before; empty: nothing. Without effect if that
     *     frame had another size
     * @throws IllegalArgumentException also if one of them does not lie within the image
     */
    public void push(BufferedImage image, List<PictureArea> changed) {
        pushImage(image, numbers(changed));
    }

    /**
     * Makes a picture in a buffer the newest frame, as {@link #push(BufferedImage)} does. Its first
     * pixel lies at the buffer's position, which stays where it is. A direct buffer, or one that
     * has an array, is copied once, any other one twice.
     *
     * @param stride bytes from the beginning of a row to that of the next; the last row needs none
     *     behind its pixels
     * @throws IllegalArgumentException if the picture has more than 16384 pixels a side, the stride
     *     is less than a row, or the buffer has fewer bytes left than the picture
     * @throws IllegalStateException if this was closed
     * @throws PixelfluxException if memory runs out
     */
    public void push(ByteBuffer pixels, PixelLayout layout, int width, int height, int stride) {
        pushBuffer(pixels, layout, width, height, stride, null);
    }

    /**
     * The same, for a program that knows what it has drawn: only that is looked at. The buffer has
     * all of the picture nevertheless.
     *
     * @param changed all that differs from the frame before; empty: nothing. Without effect if that
     *     frame had another size
     * @throws IllegalArgumentException also if one of them does not lie within the picture
     */
    public void push(
            ByteBuffer pixels,
            PixelLayout layout,
            int width,
            int height,
            int stride,
            List<PictureArea> changed) {
        pushBuffer(pixels, layout, width, height, stride, numbers(changed));
    }

    private static int[] numbers(List<PictureArea> changed) {
        return changed.stream()
                .flatMapToInt(area -> IntStream.of(area.x(), area.y(), area.width(), area.height()))
                .toArray();
    }

    private void pushImage(BufferedImage image, int @Nullable [] changed) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            pushBytes(image, changed);
            return;
        }
        ImagePixels pixels = ImagePixels.of(drawn(image));
        handle.push(
                address ->
                        NativeInput.pushInts0(
                                address,
                                pixels.array(),
                                pixels.offset(),
                                pixels.width(),
                                pixels.height(),
                                pixels.stride(),
                                changed));
        Reference.reachabilityFence(this);
    }

    private static BufferedImage drawn(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        return PixelfluxException.inHeap(
                "a picture of " + image.getWidth() + "x" + image.getHeight(),
                () -> {
                    BufferedImage copy =
                            new BufferedImage(
                                    image.getWidth(),
                                    image.getHeight(),
                                    BufferedImage.TYPE_INT_RGB);
                    Graphics2D graphics = copy.createGraphics();
                    graphics.drawImage(image, 0, 0, null);
                    graphics.dispose();
                    return copy;
                });
    }

    private void pushBytes(BufferedImage image, int @Nullable [] changed) {
        WritableRaster raster = image.getRaster();
        DataBufferByte data = (DataBufferByte) raster.getDataBuffer();
        int stride = ((ComponentSampleModel) raster.getSampleModel()).getScanlineStride();
        int offset =
                data.getOffset()
                        - raster.getSampleModelTranslateY() * stride
                        - raster.getSampleModelTranslateX() * PixelLayout.BGR.bytesPerPixel();
        ByteBuffer pixels = ByteBuffer.wrap(data.getData());
        pixels.position(offset);
        pushBuffer(pixels, PixelLayout.BGR, image.getWidth(), image.getHeight(), stride, changed);
    }

    private void pushBuffer(
            ByteBuffer pixels,
            PixelLayout layout,
            int width,
            int height,
            int stride,
            int @Nullable [] changed) {
        Objects.requireNonNull(layout, "layout");
        if (pixels.isDirect()) {
            handle.push(
                    address ->
                            NativeInput.pushDirect0(
                                    address,
                                    pixels,
                                    pixels.position(),
                                    pixels.remaining(),
                                    layout.ordinal(),
                                    width,
                                    height,
                                    stride,
                                    changed));
            Reference.reachabilityFence(this);
            return;
        }
        ByteBuffer array = pixels.hasArray() ? pixels : copied(pixels);
        handle.push(
                address ->
                        NativeInput.pushArray0(
                                address,
                                array.array(),
                                array.arrayOffset() + array.position(),
                                array.remaining(),
                                layout.ordinal(),
                                width,
                                height,
                                stride,
                                changed));
        Reference.reachabilityFence(this);
    }

    private static ByteBuffer copied(ByteBuffer pixels) {
        return PixelfluxException.inHeap(
                "a picture of " + pixels.remaining() + " bytes",
                () -> ByteBuffer.allocate(pixels.remaining()).put(pixels.duplicate()).flip());
    }

    /** Lets the input go; waits for a thread that pushes. Idempotent. */
    @Override
    public void close() {
        cleanable.clean();
        Reference.reachabilityFence(this);
    }

    @Override
    public String toString() {
        return "FrameInput{" + name + "}";
    }

    /** A use of the address. */
    private interface Push {
        void to(long address);
    }

    /**
     * The address, which nobody uses once it is freed. It must not lead back to its FrameInput, or
     * the cleaner would keep alive what it waits to see unreachable.
     */
    private static final class Handle implements Runnable {

        private long address;

        Handle(long address) {
            this.address = address;
        }

        synchronized void push(Push push) {
            if (address == 0) {
                throw new IllegalStateException("the input is closed");
            }
            push.to(address);
        }

        @Override
        public synchronized void run() {
            NativeInput.close0(address);
            address = 0;
        }
    }
}
