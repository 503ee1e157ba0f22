// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.pixelflux.camel.PixelfluxConstants;

/**
 * Turns the Camel headers of a stripe into the key, timestamp and headers of a Kafka record.
 * Camel's own headers are left out; {@code Content-Type} stays as it is.
 *
 * <p>Each value is UTF-8 text, numbers in decimal, so that every tool that prints records shows it
 * and a reader needs to know no width and no byte order.
 */
public final class StripeHeaders implements Processor {

    /** The layout of value and headers. More headers may be added to it, none change. */
    public static final String VERSION = "pixelflux-version";

    /** Names the screen; the key of its records. */
    public static final String SESSION = "pixelflux-session";

    /** 64 bits; grows with each start of the program, each capture and each size of the picture. */
    public static final String EPOCH = "pixelflux-epoch";

    /** {@code jpeg} or {@code h264}. */
    public static final String CODEC = "pixelflux-codec";

    /** 64 bits, from 0 at the start of a capture; the next frame has the next number. */
    public static final String FRAME_ID = "pixelflux-frame-id";

    /** How many records the frame has. */
    public static final String STRIPE_COUNT = "pixelflux-stripe-count";

    /** {@code true} on the last record of a frame, else {@code false}. */
    public static final String LAST_OF_FRAME = "pixelflux-last-of-frame";

    /** {@code true} if the stripe shows all of its rows by itself, else {@code false}. */
    public static final String KEY_FRAME = "pixelflux-key-frame";

    /** The first row of the stripe within the picture, in pixels. */
    public static final String Y = "pixelflux-y";

    /** The width of the stripe in pixels. */
    public static final String WIDTH = "pixelflux-width";

    /** The height of the stripe in pixels; what a decoder gives below it is padding. */
    public static final String HEIGHT = "pixelflux-height";

    /** The width of the picture in pixels. */
    public static final String FRAME_WIDTH = "pixelflux-frame-width";

    /** The height of the picture in pixels. */
    public static final String FRAME_HEIGHT = "pixelflux-frame-height";

    /** When the pixels were grabbed, in milliseconds since 1970. */
    public static final String CAPTURE_TIME = "pixelflux-capture-time";

    private static final String CURRENT_VERSION = "1";

    private static final Map<String, String> CAMEL_NAMES =
            Map.ofEntries(
                    Map.entry(CODEC, PixelfluxConstants.CODEC),
                    Map.entry(FRAME_ID, PixelfluxConstants.FRAME_ID),
                    Map.entry(STRIPE_COUNT, PixelfluxConstants.STRIPE_COUNT),
                    Map.entry(LAST_OF_FRAME, PixelfluxConstants.LAST_OF_FRAME),
                    Map.entry(KEY_FRAME, PixelfluxConstants.KEY_FRAME),
                    Map.entry(Y, PixelfluxConstants.Y),
                    Map.entry(WIDTH, PixelfluxConstants.WIDTH),
                    Map.entry(HEIGHT, PixelfluxConstants.HEIGHT),
                    Map.entry(FRAME_WIDTH, PixelfluxConstants.FRAME_WIDTH),
                    Map.entry(FRAME_HEIGHT, PixelfluxConstants.FRAME_HEIGHT),
                    Map.entry(CAPTURE_TIME, PixelfluxConstants.MESSAGE_TIMESTAMP));

    private final String session;
    private final Epoch epoch;

    /**
     * @param session names the screen; the key of its records, which keeps them in one partition
     *     and so in order
     * @param lastEpoch of the session until now, see {@link StripeTopics#lastEpoch}
     */
    public StripeHeaders(String session, long lastEpoch) {
        this.session = session;
        this.epoch = new Epoch(System::currentTimeMillis, lastEpoch);
    }

    @Override
    public void process(Exchange exchange) {
        Message stripe = exchange.getMessage();
        stripe.setHeader(KafkaConstants.KEY, session);
        stripe.setHeader(
                KafkaConstants.OVERRIDE_TIMESTAMP,
                stripe.getHeader(PixelfluxConstants.MESSAGE_TIMESTAMP));
        stripe.setHeader(VERSION, CURRENT_VERSION);
        stripe.setHeader(SESSION, session);
        stripe.setHeader(EPOCH, String.valueOf(epoch.of(stripe)));
        CAMEL_NAMES.forEach(
                (name, camelName) ->
                        stripe.setHeader(name, String.valueOf(stripe.getHeader(camelName))));
    }
}
