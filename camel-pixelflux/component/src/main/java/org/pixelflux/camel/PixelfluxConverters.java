// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.pixelflux.Codec;
import org.pixelflux.MixedFrame;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayStripe;

/**
 * What the bodies of a consumer can be converted to. The bytes of a stripe are those on the wire,
 * with the header that the option wireHeader says.
 *
 * <p>A body of bytes becomes a ByteBuffer or an InputStream by Camel's own converters.
 */
@Converter(generateLoader = true)
public final class PixelfluxConverters {

    /** The wire header of a JPEG stripe: 03 00, frame id and y. */
    private static final int JPEG_HEADER_BYTES = WireHeader.ONE.length(Codec.JPEG);

    private static final int JPEG_START = 0xFFD8;

    /** Up to this, a kind of picture stands in the second byte of wire header 1. */
    private static final int LAST_KIND = 2;

    private PixelfluxConverters() {}

    /**
     * A stripe of a frame as its bytes. They are those of the stripe, as the body of a message is
     * that of all its copies: a step that changes them takes a copy.
     */
    @Converter
    public static byte[] toBytes(Stripe stripe) {
        return stripe.sharedBytes(stripe.wireHeader());
    }

    /** A stripe of a frame as its bytes, read-only. */
    @Converter
    public static ByteBuffer toByteBuffer(Stripe stripe) {
        return stripe.wireBuffer();
    }

    /** A stripe of a frame as its bytes. */
    @Converter
    public static InputStream toInputStream(Stripe stripe) {
        return new ByteArrayInputStream(toBytes(stripe));
    }

    /**
     * The picture of a JPEG stripe.
     *
     * @throws IllegalArgumentException if it is H.264, whose stripes need a decoder that has seen
     *     the ones before
     */
    @Converter
    public static BufferedImage toImage(Stripe stripe) throws IOException {
        if (stripe.codec() != Codec.JPEG) {
            throw new IllegalArgumentException(
                    "a stripe of " + stripe.codec().word() + " is not an image: use mode=jpeg");
        }
        return read(toBytes(stripe), stripe.wireSize() - stripe.payloadSize());
    }

    /**
     * The picture in bytes: a JPEG stripe with or without its wire header, a snapshot, or any other
     * image that ImageIO reads.
     *
     * @throws IllegalArgumentException if it is none
     */
    @Converter
    public static BufferedImage toImage(byte[] bytes) throws IOException {
        return read(bytes, hasJpegHeader(bytes) ? JPEG_HEADER_BYTES : 0);
    }

    /**
     * A frame with mode=mixed; it keeps the bytes.
     *
     * @throws org.pixelflux.FrameFormatException if the bytes are none
     */
    @Converter
    public static MixedFrame toMixedFrame(byte[] message) {
        return MixedFrame.parse(message);
    }

    /**
     * A frame with mode=mixed for a relay, which keeps the bytes.
     *
     * @throws org.pixelflux.FrameFormatException if the bytes are none
     */
    @Converter
    public static RelayFrame toRelayFrame(byte[] message) {
        return RelayFrame.of(message);
    }

    /**
     * The stripe of an exchange for a relay, which keeps the bytes; those of a frame are made by
     * {@link RelayStripe#of}, and need no wire header.
     *
     * @throws IllegalArgumentException if the exchange has not the headers of a stripe, as one that
     *     carries a frame with mode=mixed, or its body has not wire header 1
     */
    @Converter
    public static RelayStripe toRelayStripe(byte[] bytes, Exchange exchange) {
        Message message = exchange.getMessage();
        String codec = header(message, PixelfluxConstants.CODEC, String.class);
        if (codec.equals(PixelfluxMessages.MIXED)) {
            throw new IllegalArgumentException(
                    "this is a frame of mode=mixed and no stripe: convert it to RelayFrame");
        }
        if (!hasHeader(bytes, Codec.ofWord(codec))) {
            throw new IllegalArgumentException(
                    "cannot make a stripe for a relay: its viewers read wire header 1, and this"
                            + " body has not that; set wireHeader=1, or delivery=frame and use"
                            + " RelayStripe.of");
        }
        return new RelayStripe(
                bytes,
                Codec.ofWord(codec),
                header(message, PixelfluxConstants.FRAME_ID, Long.class),
                header(message, PixelfluxConstants.Y, Integer.class),
                header(message, PixelfluxConstants.HEIGHT, Integer.class),
                header(message, PixelfluxConstants.FRAME_WIDTH, Integer.class),
                header(message, PixelfluxConstants.FRAME_HEIGHT, Integer.class),
                header(message, PixelfluxConstants.KEY_FRAME, Boolean.class),
                header(message, PixelfluxConstants.LAST_OF_FRAME, Boolean.class),
                header(message, PixelfluxConstants.CAPTURE_TIME, Long.class));
    }

    private static <T> T header(Message message, String name, Class<T> type) {
        T value = message.getHeader(name, type);
        if (value == null) {
            throw new IllegalArgumentException(
                    "cannot make a stripe for a relay: the header " + name + " is missing");
        }
        return value;
    }

    /** An image begins with ff, and Annex B with 00. Header 2 has the codec before the kind. */
    private static boolean hasHeader(byte[] bytes, Codec codec) {
        return bytes.length >= WireHeader.ONE.length(codec)
                && bytes[0] == (codec == Codec.JPEG ? 3 : 4)
                && bytes[1] <= LAST_KIND;
    }

    private static boolean hasJpegHeader(byte[] bytes) {
        return bytes.length > JPEG_HEADER_BYTES + 1
                && bytes[0] == 3
                && bytes[1] == 0
                && (short) JPEG_START == ByteBuffer.wrap(bytes).getShort(JPEG_HEADER_BYTES);
    }

    private static BufferedImage read(byte[] bytes, int offset) throws IOException {
        BufferedImage image = ImageFile.read(bytes, offset);
        if (image == null) {
            throw new IllegalArgumentException(
                    "Java cannot read these "
                            + bytes.length
                            + " bytes as an image; an H.264 stripe needs a video decoder");
        }
        return image;
    }
}
