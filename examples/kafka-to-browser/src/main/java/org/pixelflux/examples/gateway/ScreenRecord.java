// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.pixelflux.Codec;
import org.pixelflux.examples.records.RecordHeaders;
import org.pixelflux.relay.RelayStripe;

/**
 * A record of the live topic or of the topic of key frames, as {@link RecordHeaders} describes it:
 * a stripe, a frame in mode mixed or a part of one. Each method throws an {@link
 * IllegalArgumentException} if it is none.
 */
record ScreenRecord(ConsumerRecord<String, byte[]> record) {

    private static final String KNOWN_VERSION = "1";

    /** No capture has larger pictures. This bounds what a session can hold. */
    private static final int LARGEST_SIDE = 16384;

    String session() {
        return text(RecordHeaders.SESSION);
    }

    long epoch() {
        long epoch = number(RecordHeaders.EPOCH);
        if (epoch > RecordHeaders.LARGEST_EPOCH) {
            throw unreadable(RecordHeaders.EPOCH);
        }
        return epoch;
    }

    long frameId() {
        return number(RecordHeaders.FRAME_ID);
    }

    /** Whether it is of a frame in mode mixed, and not a stripe. */
    boolean isMixed() {
        return text(RecordHeaders.CODEC).equals(RecordHeaders.MIXED);
    }

    /** Of a frame: which part of it, from 0. */
    int part() {
        return has(RecordHeaders.PART) ? size(RecordHeaders.PART) : 0;
    }

    /** Of a frame: how many parts it has. */
    int parts() {
        return has(RecordHeaders.PARTS) ? size(RecordHeaders.PARTS) : 1;
    }

    /** Of a frame: its bytes, or those of a part. They belong to the caller. */
    byte[] bytes() {
        requireKnownVersion();
        return record.value();
    }

    int stripeCount() {
        return size(RecordHeaders.STRIPE_COUNT);
    }

    /** The stripe's first row within the picture. */
    int y() {
        return size(RecordHeaders.Y);
    }

    /** How many rows of pixels the stripe has. */
    int height() {
        return side(RecordHeaders.HEIGHT, LARGEST_SIDE);
    }

    /** How many rows of pixels the picture has. */
    int frameHeight() {
        return side(RecordHeaders.FRAME_HEIGHT, LARGEST_SIDE);
    }

    /** When its pixels were grabbed, in milliseconds since 1970. */
    long captureMillis() {
        return number(RecordHeaders.CAPTURE_TIME);
    }

    /** Of a key frame: which partition of the live topic has it. */
    int livePartition() {
        return size(RecordHeaders.LIVE_PARTITION);
    }

    /** Of a key frame: its offset in the live topic. */
    long liveOffset() {
        long offset = number(RecordHeaders.LIVE_OFFSET);
        if (offset < 0) {
            throw unreadable(RecordHeaders.LIVE_OFFSET);
        }
        return offset;
    }

    /**
     * The stripe for viewers. Its capture time is on the clock of this machine, if both machines
     * tell the same time.
     */
    RelayStripe stripe() {
        requireKnownVersion();
        Codec codec = Codec.ofWord(text(RecordHeaders.CODEC));
        int frameHeight = frameHeight();
        int height = side(RecordHeaders.HEIGHT, frameHeight);
        if (y() > frameHeight - height) {
            throw unreadable(RecordHeaders.Y);
        }
        return new RelayStripe(
                record.value(),
                codec,
                frameId(),
                y(),
                height,
                side(RecordHeaders.FRAME_WIDTH, LARGEST_SIDE),
                frameHeight,
                flag(RecordHeaders.KEY_FRAME),
                flag(RecordHeaders.LAST_OF_FRAME),
                captureNanos());
    }

    /** When its pixels were grabbed, on this machine's {@code System.nanoTime()}. */
    long captureNanos() {
        long age = System.currentTimeMillis() - captureMillis();
        return System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(age);
    }

    private void requireKnownVersion() {
        if (!text(RecordHeaders.VERSION).equals(KNOWN_VERSION)) {
            throw unreadable(RecordHeaders.VERSION);
        }
    }

    private boolean has(String header) {
        return record.headers().lastHeader(header) != null;
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
