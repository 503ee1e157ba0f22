// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Message;
import org.pixelflux.Codec;
import org.pixelflux.CursorShape;
import org.pixelflux.CursorUpdate;
import org.pixelflux.Frame;
import org.pixelflux.MixedFrame;
import org.pixelflux.MixedFrame.Refresh;
import org.pixelflux.PictureFormat;
import org.pixelflux.SendReason;
import org.pixelflux.Stripe;

/**
 * Makes the bodies and headers of what a consumer delivers. They stay valid after the capture's
 * next frame.
 *
 * <p>Loops over stripes are no streams: each would leave some 200 bytes of garbage a frame.
 */
final class PixelfluxMessages {

    private PixelfluxMessages() {}

    /** The word for mode mixed where a stripe has that of its codec. */
    static final String MIXED = "mixed";

    /** Fills a message with a whole {@code frame}, which is not empty. */
    static Consumer<Message> of(Frame frame) {
        MixedFrame mixed = frame.mixed();
        if (mixed != null) {
            return message -> fill(message, mixed, frame.reason());
        }
        return message -> {
            message.setBody(copies(frame.stripes()));
            message.setHeader(PixelfluxConstants.KEY_FRAME, isWholePicture(frame));
            message.setHeader(PixelfluxConstants.REASON, frame.reason().word());
            FrameHeaders.of(frame).fill(message);
        };
    }

    private static void fill(Message message, MixedFrame frame, SendReason reason) {
        message.setBody(frame.wireBytes());
        message.setHeader(PixelfluxConstants.CODEC, MIXED);
        message.setHeader(PixelfluxConstants.CONTENT_TYPE, MixedFrame.CONTENT_TYPE);
        message.setHeader(PixelfluxConstants.FRAME_ID, frame.id());
        message.setHeader(PixelfluxConstants.REASON, reason.word());
        message.setHeader(PixelfluxConstants.EPOCH, frame.epoch());
        message.setHeader(PixelfluxConstants.KEY_FRAME, isWholePicture(frame));
        message.setHeader(PixelfluxConstants.FRAME_WIDTH, frame.width());
        message.setHeader(PixelfluxConstants.FRAME_HEIGHT, frame.height());
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, frame.captureNanos());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp(frame.captureNanos()));
    }

    /** Whether a reader that has nothing is whole with this frame alone. */
    static boolean isWholePicture(MixedFrame frame) {
        Refresh refresh = frame.refresh();
        return frame.complete()
                || refresh != null
                        && refresh.fromNothing()
                        && refresh.start() == frame.id()
                        && refresh.lastPart();
    }

    /** Whether a decoder can begin with the frame and then has the whole picture. */
    private static boolean isWholePicture(Frame frame) {
        int rows = 0;
        for (Stripe stripe : frame) {
            if (!stripe.keyFrame()) {
                return false;
            }
            rows += stripe.height();
        }
        return rows == frame.height();
    }

    private static List<Stripe> copies(List<Stripe> stripes) {
        List<Stripe> copies = new ArrayList<>(stripes.size());
        for (Stripe stripe : stripes) {
            copies.add(stripe.copy());
        }
        return Collections.unmodifiableList(copies);
    }

    /** Fills a message with {@code stripe}. */
    static void fill(Message message, Stripe stripe, FrameHeaders headers) {
        message.setBody(stripe.wireBytes());
        message.setHeader(PixelfluxConstants.CONTENT_TYPE, headers.contentType);
        message.setHeader(PixelfluxConstants.REASON, stripe.reason().word());
        message.setHeader(PixelfluxConstants.Y, stripe.y());
        message.setHeader(PixelfluxConstants.WIDTH, headers.width);
        message.setHeader(PixelfluxConstants.HEIGHT, stripe.height());
        message.setHeader(PixelfluxConstants.KEY_FRAME, stripe.keyFrame());
        message.setHeader(PixelfluxConstants.LAST_OF_FRAME, stripe.lastOfFrame());
        headers.fill(message);
    }

    /** What all stripes of a frame have in common, in objects that are made once a frame. */
    record FrameHeaders(
            Codec codec,
            String contentType,
            Long epoch,
            Long id,
            Integer stripes,
            Integer width,
            Integer height,
            Long captureNanos,
            Long timestamp) {

        static FrameHeaders of(Frame frame) {
            Stripe first = frame.stripes().get(0);
            return new FrameHeaders(
                    first.codec(),
                    first.contentType(),
                    frame.epoch(),
                    frame.id(),
                    frame.stripes().size(),
                    frame.width(),
                    frame.height(),
                    frame.captureNanos(),
                    PixelfluxMessages.timestamp(frame.captureNanos()));
        }

        void fill(Message message) {
            message.setHeader(PixelfluxConstants.CODEC, codec.word());
            message.setHeader(PixelfluxConstants.EPOCH, epoch);
            message.setHeader(PixelfluxConstants.FRAME_ID, id);
            message.setHeader(PixelfluxConstants.STRIPE_COUNT, stripes);
            message.setHeader(PixelfluxConstants.FRAME_WIDTH, width);
            message.setHeader(PixelfluxConstants.FRAME_HEIGHT, height);
            message.setHeader(PixelfluxConstants.CAPTURE_TIME, captureNanos);
            message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp);
        }
    }

    /**
     * Fills a message with news of the cursor.
     *
     * @param epoch empty if it is not known
     */
    static void fill(Message message, CursorUpdate update, OptionalLong epoch, SendReason reason) {
        CursorShape shape = update.shape();
        epoch.ifPresent(known -> message.setHeader(PixelfluxConstants.EPOCH, known));
        message.setHeader(PixelfluxConstants.REASON, reason.word());
        message.setHeader(PixelfluxConstants.CURSOR_X, update.x());
        message.setHeader(PixelfluxConstants.CURSOR_Y, update.y());
        message.setHeader(PixelfluxConstants.CURSOR_VISIBLE, update.visible());
        message.setHeader(PixelfluxConstants.CURSOR_SHAPE_ID, CursorNews.shapeId(update));
        message.setHeader(PixelfluxConstants.CAPTURE_TIME, update.captureNanos());
        message.setHeader(PixelfluxConstants.MESSAGE_TIMESTAMP, timestamp(update.captureNanos()));
        if (shape == null) {
            return;
        }
        message.setHeader(PixelfluxConstants.CURSOR_WIDTH, shape.width());
        message.setHeader(PixelfluxConstants.CURSOR_HEIGHT, shape.height());
        message.setHeader(PixelfluxConstants.CURSOR_HOTSPOT_X, shape.hotspotX());
        message.setHeader(PixelfluxConstants.CURSOR_HOTSPOT_Y, shape.hotspotY());
        if (update.shapeChanged()) {
            message.setBody(EncodedImage.png(shape.toImage()));
            message.setHeader(PixelfluxConstants.CONTENT_TYPE, PictureFormat.PNG.contentType());
        }
    }

    /** Milliseconds since 1970 for a time of System.nanoTime(). */
    static long timestamp(long nanos) {
        long ageMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
        return System.currentTimeMillis() - ageMillis;
    }
}
