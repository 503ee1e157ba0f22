// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes messages that are nearly frames in mode mixed, of such as are. Knows their form. */
final class FrameMutator {

    private static final int HEADER_BYTES = 80;
    private static final int ENTRY_BYTES = 28;
    private static final int COUNT_AT = 68;
    private static final int LENGTH_AT = 72;

    /** Where a field begins, and its bytes. */
    private static final int[][] HEADER_FIELDS = {
        {0, 4}, {4, 1}, {5, 1}, {6, 2}, {8, 8}, {16, 8}, {24, 8}, {32, 8}, {40, 8}, {48, 8},
        {56, 8}, {64, 2}, {66, 2}, {68, 4}, {72, 4}, {76, 4}
    };

    private static final int[][] ENTRY_FIELDS = {
        {0, 2}, {2, 2}, {4, 2}, {6, 2}, {8, 1}, {9, 1}, {10, 2}, {12, 2}, {14, 2}, {16, 4}, {20, 4},
        {24, 4}
    };

    private final Random random;
    private final List<byte[]> origins;

    /**
     * @param origins what to change
     */
    FrameMutator(long seed, List<byte[]> origins) {
        this.random = new Random(seed);
        this.origins = origins;
    }

    byte[] next() {
        byte[] message = pick(origins).clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            message = changed(message);
        }
        return message;
    }

    private byte[] changed(byte[] message) {
        if (message.length < HEADER_BYTES + ENTRY_BYTES) {
            return pick(origins).clone();
        }
        return switch (random.nextInt(9)) {
            case 0, 1 -> withField(message, 0, pick(HEADER_FIELDS));
            case 2, 3 -> withField(message, someEntry(message), pick(ENTRY_FIELDS));
            case 4 -> withByte(message, random.nextInt(message.length));
            case 5 -> withFlags(message);
            case 6 -> withEntriesOfAnother(message);
            case 7 -> withAnotherLength(message);
            default -> withPixelsDamaged(message);
        };
    }

    private int someEntry(byte[] message) {
        long count = Integer.toUnsignedLong(ByteBuffer.wrap(message).getInt(COUNT_AT));
        int fits = (message.length - HEADER_BYTES) / ENTRY_BYTES;
        int bound = (int) Math.max(1, Math.min(count, fits));
        return HEADER_BYTES + ENTRY_BYTES * random.nextInt(bound);
    }

    /** One more or less, the smallest, the largest, what stands elsewhere, or anything. */
    private byte[] withField(byte[] message, int base, int[] field) {
        ByteBuffer value = ByteBuffer.allocate(8);
        int at = base + field[0];
        value.position(8 - field[1]);
        value.put(message, at, field[1]);
        long before = value.getLong(0);
        long after =
                switch (random.nextInt(7)) {
                    case 0 -> before + 1;
                    case 1 -> before - 1;
                    case 2 -> 0;
                    case 3 -> -1L >>> random.nextInt(64);
                    case 4 -> 1L << random.nextInt(64);
                    case 5 -> message[random.nextInt(Math.min(message.length, 200))] & 255;
                    default -> random.nextLong();
                };
        value.putLong(0, after);
        System.arraycopy(value.array(), 8 - field[1], message, at, field[1]);
        return message;
    }

    private byte[] withByte(byte[] message, int at) {
        message[at] = (byte) random.nextInt();
        return message;
    }

    private byte[] withFlags(byte[] message) {
        message[5] = (byte) random.nextInt(32);
        return message;
    }

    /** The rectangles of one after those of the other, with right lengths. */
    private byte[] withEntriesOfAnother(byte[] message) {
        List<byte[]> entries = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        split(message, entries, payloads);
        split(pick(origins), entries, payloads);
        int count = entries.size();
        if (count > 1 && random.nextBoolean()) {
            int gone = random.nextInt(count);
            entries.remove(gone);
            payloads.remove(gone);
            count--;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(message, 0, HEADER_BYTES);
        entries.forEach(joined::writeBytes);
        payloads.forEach(joined::writeBytes);
        byte[] whole = joined.toByteArray();
        ByteBuffer.wrap(whole).putInt(COUNT_AT, count).putInt(LENGTH_AT, whole.length);
        return whole;
    }

    private static void split(byte[] message, List<byte[]> entries, List<byte[]> payloads) {
        if (message.length < HEADER_BYTES) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int count = in.getInt(COUNT_AT);
        long at = HEADER_BYTES + (long) count * ENTRY_BYTES;
        for (int i = 0; i < count && at <= message.length; i++) {
            int entry = HEADER_BYTES + i * ENTRY_BYTES;
            long end = at + Integer.toUnsignedLong(in.getInt(entry + 24));
            if (end > message.length) {
                return;
            }
            entries.add(Arrays.copyOfRange(message, entry, entry + ENTRY_BYTES));
            payloads.add(Arrays.copyOfRange(message, (int) at, (int) end));
            at = end;
        }
    }

    /** Shorter or longer, and says so or not. */
    private byte[] withAnotherLength(byte[] message) {
        int length =
                random.nextBoolean()
                        ? random.nextInt(message.length)
                        : message.length + 1 + random.nextInt(40);
        byte[] other = Arrays.copyOf(message, length);
        if (length >= HEADER_BYTES && random.nextInt(4) > 0) {
            ByteBuffer.wrap(other).putInt(LENGTH_AT, length);
        }
        return other;
    }

    private byte[] withPixelsDamaged(byte[] message) {
        int from = Math.min(message.length - 1, HEADER_BYTES + ENTRY_BYTES);
        for (int n = random.nextInt(8); n >= 0; n--) {
            withByte(message, from + random.nextInt(message.length - from));
        }
        return message;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private int[] pick(int[][] all) {
        return all[random.nextInt(all.length)];
    }
}
