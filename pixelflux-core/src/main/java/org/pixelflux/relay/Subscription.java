// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pixelflux.RefreshRequest;
import org.pixelflux.picture.FrameNumber;

/**
 * One viewer's place in a {@link Relay}. Thread-safe; nothing here waits for the viewer.
 *
 * <p>Messages wait in order while one is being sent. A whole JPEG stripe, or an H.264 key frame,
 * waits until a newer one covers it; these make up one picture, which even the slowest viewer gets
 * in the end. If more than the byte budget waits, the subscription drops the rest: parts of JPEG
 * stripes, and H.264 stripes that build on others. It gates each H.264 row that lost a stripe: it
 * sends nothing of that row until the next key frame comes. When the viewer has taken all that came
 * before the newest frame, it asks for one.
 */
public final class Subscription implements AutoCloseable {

    private final Relay relay;
    private final Viewer viewer;
    private final StripeQueue stripes;
    private final FrameQueue frames;

    /** The one that is in use. What was begun of the other one is sent before. */
    private ViewerQueue queue;

    private final RefreshPauses pauses = new RefreshPauses();
    private final Reminder reminder;

    private boolean sending;
    private long sendingFrame;
    private boolean pumping;
    private boolean closed;

    /** The viewer has not taken anything although the publisher waited for it. */
    private boolean lagging;

    private long sentBytes;

    Subscription(Relay relay, Viewer viewer, long byteBudget) {
        this.relay = relay;
        this.viewer = viewer;
        this.stripes = new StripeQueue(byteBudget, relay::isWhole);
        this.frames = new FrameQueue(byteBudget, relay.againSweep());
        this.queue = stripes;
        this.reminder = new Reminder(relay, this::askIfNeeded);
    }

    /** Takes the stripe for the viewer, or leaves it out. */
    void offer(RelayStripe stripe) {
        synchronized (this) {
            if (closed) {
                return;
            }
            use(stripes);
            if (stripes.offer(stripe)) {
                pauses.trouble(relay.nanoTime(), RefreshPauses.LONGEST_OF_SLOW);
            }
        }
        pump();
        if (stripe.lastOfFrame()) {
            askIfNeeded();
        }
    }

    /** Takes for the viewer what it can use of the frame, or leaves it out. */
    void offer(FrameCuts frame) {
        LinkSpeed speed = speed();
        synchronized (this) {
            if (closed) {
                return;
            }
            use(frames);
            if (frames.offer(frame, sending, speed, relay.nanoTime())) {
                // How often it asks is bounded by how fast it takes what it has asked for.
                pauses.forgetRequest();
            }
        }
        pump();
        askIfNeeded();
    }

    /** A capture may change its mode. */
    private void use(ViewerQueue wanted) {
        if (queue != wanted) {
            queue.restart();
            queue = wanted;
            pauses.forgetRequest();
        }
    }

    /** Begins with stripes that others have got already; {@link #start} sends them. */
    synchronized void begin(List<RelayStripe> shown) {
        stripes.begin(shown);
    }

    /**
     * The same with frames, which lead to this one. Where the screen goes on changing they would be
     * old before a slow viewer has them: it begins with a smaller picture.
     */
    synchronized void begin(
            List<RelayFrame> shown, @Nullable FrameNumber end, LinkSpeed speed, boolean calm) {
        use(frames);
        long bytes = shown.stream().mapToLong(frame -> frame.wireBytes().length).sum();
        boolean late = !calm && speed.isBusyFor(bytes);
        frames.begin(late ? List.of() : shown, end, speed);
    }

    /** Sends what it begins with, and asks for what is missing then. */
    void start() {
        pump();
        askIfNeeded();
    }

    /** Another picture begins: what waits is of no use, and every row begins anew. */
    void restart() {
        synchronized (this) {
            stripes.restart();
            pauses.forgetRequest();
        }
        pump();
    }

    /** The next stripes may build on stripes that no viewer has; frames say that themselves. */
    void lostOnTheWayHere() {
        synchronized (this) {
            stripes.gateAll();
            pauses.forgetRequest();
        }
        askIfNeeded();
    }

    /** A viewer may take messages so fast that each is done within send: a loop, no recursion. */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        for (RelayMessage message = take(); message != null; message = take()) {
            AtomicBoolean done = new AtomicBoolean();
            try {
                viewer.send(
                        message,
                        () -> {
                            if (!done.getAndSet(true)) {
                                sent();
                            }
                        });
            } catch (Throwable e) {
                fail(e);
                return;
            }
        }
    }

    LinkSpeed speed() {
        try {
            return new LinkSpeed(viewer.bytesPerSecond());
        } catch (Throwable e) {
            fail(e);
            return LinkSpeed.UNKNOWN;
        }
    }

    private void fail(Throwable cause) {
        ForeignCode.keepInterrupt(cause);
        close();
        ForeignCode.report("a viewer failed, and gets nothing more", cause);
        new ForeignCode("what a viewer does after its failure").run(() -> viewer.failed(cause));
    }

    private synchronized @Nullable RelayMessage take() {
        RelayMessage message = sending || closed ? null : poll();
        if (message == null) {
            pumping = false;
            return null;
        }
        sending = true;
        sendingFrame = message.frameId();
        if (message instanceof RelayStripe stripe) {
            sentBytes += stripe.wireBytes().length;
            if (stripe.keyFrame()) {
                pauses.answered();
            }
        } else if (message instanceof RelayFrame frame) {
            sentBytes += frame.wireBytes().length;
            if (frame.endsAPicture()) {
                // What is lacking from now on is another matter.
                pauses.forgetRequest();
            }
        }
        return message;
    }

    private @Nullable RelayMessage poll() {
        long now = relay.nanoTime();
        RelayMessage begun = queue == stripes ? null : stripes.poll(now);
        return begun == null ? queue.poll(now) : begun;
    }

    private void sent() {
        synchronized (this) {
            sending = false;
            queue.taken();
            lagging = false;
        }
        pump();
        askIfNeeded();
        relay.roomMayHaveChanged();
    }

    /** Whether there is hope that it takes what waits. */
    synchronized boolean isTaking() {
        return !closed && !lagging;
    }

    /** Whether it has taken enough for another frame. */
    synchronized boolean hasRoom() {
        return queue.hasRoom(sending);
    }

    synchronized void lag() {
        lagging = true;
    }

    /** Asks for what the viewer lacks, if it has room for it. */
    private void askIfNeeded() {
        @Nullable Duration left;
        Duration pause;
        @Nullable RefreshRequest request = null;
        synchronized (this) {
            long now = relay.nanoTime();
            if (closed || !queue.needsRefresh(sending ? sendingFrame : null, now)) {
                left = queue == frames && !closed ? frames.untilDue(now) : null;
            } else {
                left = pauses.left(now);
                if (left.isNegative() || left.isZero()) {
                    pauses.asked(now);
                    request = queue.request(now);
                    queue.asked();
                }
            }
            pause = queue == frames ? frames.pause() : RefreshRequests.WINDOW;
        }
        if (request != null) {
            relay.requestRefresh(request, pause);
            reminder.after(RefreshPauses.PATIENCE);
        } else if (left != null && left.compareTo(Duration.ZERO) > 0) {
            reminder.after(left);
        }
    }

    /**
     * The viewer itself has noticed that something is missing, or cannot decode what it got. The
     * relay asks for a key frame, and gates every H.264 row until its key frame comes, except rows
     * whose key frame already waits for the viewer. A viewer that calls this again after it was
     * sent a key frame waits for the next one, at first for a second and in the end for 64. Any
     * thread; does not block.
     */
    public void startOver() {
        startOver(null);
    }

    /**
     * The viewer itself has noticed that it lacks what came after this frame in mode mixed. The
     * relay asks for a refresh since then, and sends it nothing before that; or does as {@link
     * #startOver()} says, in other modes and if the viewer was sent no such frame. The same pauses
     * hold. Any thread; does not block.
     *
     * @param since the last frame that the viewer is whole as of
     */
    public void requestRefresh(FrameNumber since) {
        startOver(Objects.requireNonNull(since, "since"));
    }

    private void startOver(@Nullable FrameNumber since) {
        synchronized (this) {
            if (!pauses.isAwaitingAnswer()) {
                pauses.trouble(relay.nanoTime(), RefreshPauses.LONGEST_OF_ASKING);
            }
            if (queue == stripes) {
                stripes.startOver();
            } else {
                frames.startOver(since);
            }
        }
        askIfNeeded();
        relay.roomMayHaveChanged();
    }

    /** Whether it has ended: by {@link #close}, or because the viewer failed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Bytes of the stripes and frames that wait now. */
    public synchronized long waitingBytes() {
        return queue.bytes();
    }

    /** Bytes of the stripes and frames that were handed to the viewer. */
    public synchronized long sentBytes() {
        return sentBytes;
    }

    /** Stripes that the viewer did not get, because its budget was used up or its row was gated. */
    public synchronized long droppedStripes() {
        return stripes.dropped();
    }

    /** Frames in mode mixed that the viewer could have drawn, but did not get: it was too slow. */
    public synchronized long droppedFrames() {
        return frames.dropped();
    }

    /** How often the viewer was too slow, so that something was dropped. */
    public synchronized long overflows() {
        return stripes.overflows() + frames.overflows();
    }

    /**
     * Ends the subscription: nothing more is sent, except the message that is being sent.
     * Idempotent.
     */
    @Override
    public void close() {
        relay.remove(this);
        synchronized (this) {
            closed = true;
            stripes.removeAll();
            frames.removeAll();
        }
        relay.roomMayHaveChanged();
    }
}
