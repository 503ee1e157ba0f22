// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.pixelflux.MixedFrame;
import org.pixelflux.RefreshRequest;
import org.pixelflux.support.Area;
import org.pixelflux.support.MixedMessage;
import org.pixelflux.support.Picture;

/**
 * What a session does by docs/wire.md, on a picture so small that each pixel is a tile: random
 * changes and moves, refreshes since the oldest frame that was asked for, split at random, and new
 * epochs.
 */
public final class ModelSession {

    public static final int WIDTH = 9;
    public static final int HEIGHT = 7;

    private static final long NOTHING = -1;

    private final Random random;
    private final Picture kept = new Picture(WIDTH, HEIGHT);

    /** The frame that last wrote a pixel. */
    private final long[] written = new long[WIDTH * HEIGHT];

    private long epoch = 1;
    private long frame = -1;
    private boolean begun;

    /** The oldest base that was asked for; null if nobody asks. */
    private Long asked;

    private Split split;

    /** A refresh on its way. */
    private final class Split {
        final long base;
        final long start;
        final List<Integer> due = new ArrayList<>();
        final long[] sent = new long[WIDTH * HEIGHT];

        Split(long base, long start) {
            this.base = base;
            this.start = start;
            Arrays.fill(sent, Long.MAX_VALUE);
            for (int i = 0; i < written.length; i++) {
                if (base == NOTHING || written[i] > base) {
                    due.add(i);
                }
            }
        }
    }

    public ModelSession(long seed) {
        random = new Random(seed);
    }

    public Picture picture() {
        return kept;
    }

    /** A reader asks for all that was written after a frame; it always comes exactly. */
    public void request(RefreshRequest request) {
        FrameNumber since = request.since();
        long base = since != null && since.epoch() == epoch ? since.frame() : NOTHING;
        asked = asked == null ? base : Math.min(asked, base);
    }

    public MixedFrame next() {
        long previous = frame++;
        if (!begun || random.nextInt(100) == 0) {
            return newEpoch();
        }
        MixedMessage message = MixedMessage.after(WIDTH, HEIGHT, epoch, previous);
        for (int n = random.nextInt(6); n > 2; n--) {
            if (random.nextInt(5) < 2) {
                move(message);
            } else {
                int index = random.nextInt(written.length);
                write(index, random.nextInt());
                fill(message, index, MixedMessage.OWN);
            }
        }
        if (split == null && asked != null) {
            split = new Split(asked, frame);
            asked = null;
        }
        if (split != null) {
            refresh(message);
        }
        return message.frame();
    }

    private MixedFrame newEpoch() {
        begun = true;
        epoch += 1 + random.nextInt(3);
        asked = null;
        split = null;
        MixedMessage message = MixedMessage.first(WIDTH, HEIGHT, epoch, frame);
        for (int i = 0; i < written.length; i++) {
            write(i, random.nextInt());
            fill(message, i, MixedMessage.OWN);
        }
        return message.frame();
    }

    private void move(MixedMessage message) {
        int width = 1 + random.nextInt(WIDTH);
        int height = 1 + random.nextInt(HEIGHT);
        Area from =
                new Area(
                        random.nextInt(WIDTH - width + 1),
                        random.nextInt(HEIGHT - height + 1),
                        width,
                        height);
        Area to =
                new Area(
                        random.nextInt(WIDTH - width + 1),
                        random.nextInt(HEIGHT - height + 1),
                        width,
                        height);
        kept.draw(kept.crop(from), to.x(), to.y(), width, height);
        for (int y = to.y(); y < to.bottom(); y++) {
            Arrays.fill(written, y * WIDTH + to.x(), y * WIDTH + to.right(), frame);
        }
        message.copy(to, from.x(), from.y());
    }

    /** The next part; the last one has all that was written since the first, too. */
    private void refresh(MixedMessage message) {
        int count = Math.min(split.due.size(), List.of(4, 15, 1000).get(random.nextInt(3)));
        List<Integer> part = new ArrayList<>(split.due.subList(0, count));
        split.due.subList(0, count).clear();
        part.forEach(index -> split.sent[index] = frame);
        boolean last = split.due.isEmpty();
        if (last) {
            for (int i = 0; i < written.length; i++) {
                boolean since = split.base == NOTHING || written[i] > split.base;
                boolean again = split.sent[i] == Long.MAX_VALUE || written[i] > split.sent[i];
                if (since && again && !part.contains(i)) {
                    part.add(i);
                }
            }
        }
        if (split.base == NOTHING) {
            message.refreshSinceNothing(split.start, last);
        } else {
            message.refreshSince(split.base, split.start, last);
        }
        part.forEach(index -> fill(message, index, MixedMessage.REFRESH));
        if (last) {
            split = null;
        }
    }

    private void write(int index, int rgb) {
        kept.set(index % WIDTH, index / WIDTH, rgb);
        written[index] = frame;
    }

    private void fill(MixedMessage message, int index, int role) {
        int x = index % WIDTH;
        int y = index / WIDTH;
        message.fill(new Area(x, y, 1, 1), role, kept.get(x, y));
    }
}
