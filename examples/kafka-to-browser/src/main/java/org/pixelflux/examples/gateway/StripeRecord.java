// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.pixelflux.Codec;
import org.pixelflux.examples.records.KeyFrameHeaders;
import org.pixelflux.examples.records.StripeHeaders;
import org.pixelflux.relay.RelayStripe;

/**
 * A record of the live topic or of the topic of key frames, as {@link StripeHeaders} describes it.
 * Each method throws an {@link IllegalArgumentException} if it is none.
 */
record StripeRecord(ConsumerRecord<String, byte[]> record) {

    private static final String KNOWN_VERSION = "1";

    /** No capture has larger pictures. This bounds what a session can hold. */
    private static final int LARGEST_SIDE = 16384;

    String session() {
        return text(StripeHeaders.SESSION);
    }

    long epoch() {
        return number(StripeHeaders.EPOCH);
    }

    int stripeCount() {
        return size(StripeHeaders.STRIPE_COUNT);
    }

    /** Its first row within the picture. */
    int y() {
        return size(StripeHeaders.Y);
    }

    /** How many rows of pixels it has. */
    int height() {
        return side(StripeHeaders.HEIGHT, LARGEST_SIDE);
    }

    /** When its pixels were grabbed, in milliseconds since 1970. */
    long captureMillis() {
        return number(StripeHeaders.CAPTURE_TIME);
    }

    /** Of a key frame: which partition of the live topic has it. */
    int livePartition() {
        return size(KeyFrameHeaders.LIVE_PARTITION);
    }

    /** Of a key frame: its offset in the live topic. */
    long liveOffset() {
        long offset = number(KeyFrameHeaders.LIVE_OFFSET);
        if (offset < 0) {
            throw unreadable(KeyFrameHeaders.LIVE_OFFSET);
        }
        return offset;
    }

    /**
     * The stripe for viewers. Its capture time is on the clock of this machine, if both machines
     * tell the same time.
     */
    RelayStripe stripe() {
        if (!text(StripeHeaders.VERSION).equals(KNOWN_VERSION)) {
            throw unreadable(StripeHeaders.VERSION);
        }
        Codec codec = Codec.ofWord(text(StripeHeaders.CODEC));
        int frameHeight = side(StripeHeaders.FRAME_HEIGHT, LARGEST_SIDE);
        int height = side(StripeHeaders.HEIGHT, frameHeight);
        if (y() > frameHeight - height) {
            throw unreadable(StripeHeaders.Y);
        }
        long age = System.currentTimeMillis() - captureMillis();
        return new RelayStripe(
                record.value(),
                codec,
                number(StripeHeaders.FRAME_ID),
                y(),
                height,
                side(StripeHeaders.FRAME_WIDTH, LARGEST_SIDE),
                frameHeight,
                flag(StripeHeaders.KEY_FRAME),
                flag(StripeHeaders.LAST_OF_FRAME),
                System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(age));
    }

    private int side(String header, int largest) {
        int side = size(header);
        if (side < 1 || side > largest) {
            throw unreadable(header);
        }
        return side;
    }

    private int size(String header) {
        long number = number(header);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw unreadable(header);
        }
        return (int) number;
    }

    private long number(String header) {
        try {
            return Long.parseLong(text(header));
        } catch (NumberFormatException e) {
            throw unreadable(header);
        }
    }

    private boolean flag(String header) {
        return switch (text(header)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(header);
        };
    }

    private String text(String header) {
        Header found = record.headers().lastHeader(header);
        if (found == null || found.value() == null || record.value() == null) {
            throw unreadable(header);
        }
        return new String(found.value(), StandardCharsets.UTF_8);
    }

    private IllegalArgumentException unreadable(String header) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "%s, partition %d, offset %d has no readable %s",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        header));
    }
}
