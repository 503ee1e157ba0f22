// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.FrameFormatException;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;
import org.pixelflux.relay.RelayStripe;

/**
 * Makes the picture of a capture from its stripes, as they arrive from a capture, a topic or a
 * WebSocket: a viewer in Java of the modes jpeg and h264. JPEG is decoded by ImageIO, H.264 by a
 * {@link VideoDecoders}.
 *
 * <p>Stripes are drawn in the order in which they were sent. H.264 whose stream has not begun here
 * with a key frame is left out, and {@link #draw} says so: then a key frame is to be asked for. So
 * is a stripe of a {@link Frame} that builds on one that was not drawn. A {@link RelayStripe} does
 * not say on which one it builds: who loses some on the way closes this, and asks for a key frame.
 *
 * <p>Stripes may come from strangers: no bytes do anything but give a picture or throw a {@link
 * FrameFormatException}, and no picture is larger than allowed.
 *
 * <p>One thread at a time. Draws on the caller's thread, and keeps nothing of a stripe. {@link
 * #close} frees the decoders.
 */
public final class StripeAssembler implements AutoCloseable {

    /** A stripe that does not say on which one it builds is taken for the next one. */
    private static final long UNTOLD = -1;

    /** More than a capture has, whose stripes are higher; a stranger's could take all memory. */
    private static final int MOST_STREAMS = 512;

    /** A stream of H.264. */
    private static final class Stream {
        private final VideoDecoder decoder;
        private final int height;
        private long lastFrame;

        Stream(VideoDecoder decoder, int height) {
            this.decoder = decoder;
            this.height = height;
        }
    }

    /** What one stripe is. */
    private record Piece(
            Codec codec,
            int y,
            int height,
            int width,
            int pictureHeight,
            boolean keyFrame,
            long frame,
            long predictsFrom) {

        @Override
        public String toString() {
            return codec.word() + " stripe of " + width + "x" + height + " at row " + y;
        }
    }

    private final VideoDecoders decoders;
    private final int mostPixels;

    /** By the first row. */
    private final TreeMap<Integer, Stream> streams = new TreeMap<>();

    private @Nullable BufferedImage image;
    private @Nullable Canvas canvas;

    /** Which rows were drawn since the picture has this size. */
    private boolean[] known = new boolean[0];

    /** Draws pictures of at most {@link PictureAssembler#DEFAULT_MOST_PIXELS}. */
    public StripeAssembler(VideoDecoders decoders) {
        this(decoders, PictureAssembler.DEFAULT_MOST_PIXELS);
    }

    /**
     * @param decoders of H.264; {@link VideoDecoders#NONE} refuses it
     * @param mostPixels larger pictures are refused
     */
    public StripeAssembler(VideoDecoders decoders, int mostPixels) {
        this.decoders = decoders;
        this.mostPixels = mostPixels;
    }

    /**
     * Draws all stripes of a frame.
     *
     * @return false if a stripe was left out, and a key frame is needed
     * @throws FrameFormatException if a stripe cannot be decoded or does not fit its picture, or
     *     the picture is larger than allowed; of that stripe nothing was drawn
     * @throws IllegalStateException if a stripe is H.264 and nothing decodes that, or its bytes are
     *     gone
     */
    public boolean draw(Frame frame) {
        boolean all = true;
        for (Stripe stripe : frame) {
            Piece piece =
                    new Piece(
                            stripe.codec(),
                            stripe.y(),
                            stripe.height(),
                            frame.width(),
                            frame.height(),
                            stripe.keyFrame(),
                            frame.id(),
                            stripe.predictsFrom());
            all &= draw(piece, stripe.payloadBuffer());
        }
        return all;
    }

    /**
     * Draws a stripe that comes from elsewhere.
     *
     * @return false if it was left out, and a key frame is needed
     * @throws FrameFormatException if it cannot be decoded or does not fit its picture, or the
     *     picture is larger than allowed; nothing of it was drawn then
     * @throws IllegalStateException if it is H.264 and nothing decodes that
     */
    public boolean draw(RelayStripe stripe) {
        byte[] bytes = stripe.wireBytes();
        int header = WireHeader.ONE.length(stripe.codec());
        if (bytes.length <= header) {
            throw new FrameFormatException("a stripe of " + bytes.length + " bytes");
        }
        Piece piece =
                new Piece(
                        stripe.codec(),
                        stripe.y(),
                        stripe.height(),
                        stripe.frameWidth(),
                        stripe.frameHeight(),
                        stripe.keyFrame(),
                        stripe.frameId(),
                        UNTOLD);
        return draw(piece, ByteBuffer.wrap(bytes, header, bytes.length - header));
    }

    private boolean draw(Piece piece, ByteBuffer payload) {
        requireFits(piece);
        boolean sameSize = canvas != null && canvas.hasSize(piece.width, piece.pictureHeight);
        if (piece.codec == Codec.JPEG) {
            DecodedImage decoded = jpeg(piece, payload);
            Canvas drawnOn = canvas(piece);
            endStreams(piece.y, piece.height);
            drawnOn.image(0, piece.y, piece.width, piece.height, decoded);
        } else {
            Stream stream = sameSize ? streams.get(piece.y) : null;
            boolean goesOn =
                    stream != null
                            && stream.height == piece.height
                            && (piece.predictsFrom == UNTOLD
                                    || piece.predictsFrom == stream.lastFrame);
            if (!piece.keyFrame && !goesOn) {
                return false;
            }
            BufferedImage decoded = video(piece, payload, goesOn ? stream : null);
            canvas(piece).image(0, piece.y, piece.width, piece.height, DecodedImage.of(decoded));
        }
        Arrays.fill(known, piece.y, piece.y + piece.height, true);
        return true;
    }

    private void requireFits(Piece piece) {
        boolean fits =
                piece.width > 0
                        && piece.height > 0
                        && piece.y >= 0
                        && piece.height <= piece.pictureHeight - piece.y;
        if (!fits || (long) piece.width * piece.pictureHeight > mostPixels) {
            throw new FrameFormatException(
                    "a "
                            + piece
                            + " does not fit a picture of "
                            + piece.width
                            + "x"
                            + piece.pictureHeight
                            + ", or that has more than the "
                            + mostPixels
                            + " pixels that this reader allows");
        }
    }

    private static DecodedImage jpeg(Piece piece, ByteBuffer payload) {
        return ImageDecoder.jpeg(payload, piece.width, piece.height, piece);
    }

    private BufferedImage video(Piece piece, ByteBuffer payload, @Nullable Stream stream) {
        Stream used = stream;
        if (used == null) {
            endStreams(piece.y, piece.height);
            if (streams.size() >= MOST_STREAMS) {
                throw new FrameFormatException(
                        "a " + piece + " is one more than the " + MOST_STREAMS + " allowed");
            }
            VideoDecoder decoder = decoders.open(new Dimension(piece.width, piece.height));
            used = new Stream(decoder, piece.height);
            streams.put(piece.y, used);
        }
        boolean decoded = false;
        try {
            BufferedImage picture = used.decoder.decode(payload);
            if (picture.getWidth() < piece.width || picture.getHeight() < piece.height) {
                throw new FrameFormatException(
                        "a "
                                + piece
                                + " has a picture of "
                                + picture.getWidth()
                                + "x"
                                + picture.getHeight());
            }
            used.lastFrame = piece.frame;
            decoded = true;
            return picture;
        } finally {
            if (!decoded) {
                // What follows builds on it.
                used.decoder.close();
                streams.remove(piece.y);
            }
        }
    }

    /** Other stripes have taken their rows. */
    private void endStreams(int y, int height) {
        SortedMap<Integer, Stream> ended = streams.subMap(y, y + height);
        ended.values().forEach(stream -> stream.decoder.close());
        ended.clear();
        Map.Entry<Integer, Stream> above = streams.lowerEntry(y);
        if (above != null && above.getKey() + above.getValue().height > y) {
            above.getValue().decoder.close();
            streams.remove(above.getKey());
        }
    }

    private Canvas canvas(Piece piece) {
        Canvas current = canvas;
        if (current != null && current.hasSize(piece.width, piece.pictureHeight)) {
            return current;
        }
        streams.entrySet().removeIf(one -> one.getKey() != piece.y && isClosed(one.getValue()));
        BufferedImage next =
                new BufferedImage(piece.width, piece.pictureHeight, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) next.getRaster().getDataBuffer()).getData();
        Canvas made =
                new Canvas(
                        piece.width,
                        piece.pictureHeight,
                        new PixelTarget.Pixels(IntBuffer.wrap(pixels), piece.width));
        known = new boolean[piece.pictureHeight];
        image = next;
        canvas = made;
        return made;
    }

    private static boolean isClosed(Stream stream) {
        stream.decoder.close();
        return true;
    }

    /** Whether every row was drawn since the picture has its size. */
    public boolean isWhole() {
        for (boolean row : known) {
            if (!row) {
                return false;
            }
        }
        return known.length > 0;
    }

    /**
     * The picture: the image that this draws into, {@link BufferedImage#TYPE_INT_RGB}, in which the
     * next stripes change. Another one, black at first, follows when the size of the picture
     * changes. Null before a stripe was drawn.
     */
    public @Nullable BufferedImage image() {
        return image;
    }

    /** Frees the decoders; a key frame of each stream is needed then. Idempotent. */
    @Override
    public void close() {
        streams.values().forEach(stream -> stream.decoder.close());
        streams.clear();
    }
}
