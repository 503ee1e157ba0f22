// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleRole;
import org.pixelflux.RefreshRequest;

/**
 * Passes the stripes or frames of one capture on to many viewers. Each viewer has its own
 * subscription with a byte budget, and neither the publisher nor another viewer ever waits for it:
 *
 * <ul>
 *   <li>a slow viewer loses stripes, but never in the middle of a stream: it can decode what it
 *       gets, and when the picture comes to rest it has all of it;
 *   <li>for a stuck viewer at most its budget and one frame more wait;
 *   <li>a viewer that subscribes later gets at once the rows that have changed little since their
 *       key frame, and a key frame for the rest.
 * </ul>
 *
 * <p>In mode mixed a slow viewer gets no old frames: what waits for it is dropped, and a refresh
 * brings what it lacks when it has room again.
 *
 * <p>The relay joins requests for key frames: at most one a second goes to the capture, and one for
 * a coarse picture. Refreshes for viewers behind slow links may come more often, in a share of the
 * capture's time. A viewer that asks again and again has to wait for growing pauses, up to 64 s.
 * One thread publishes stripes; viewers come and go on any thread. The relay logs whatever a
 * viewer, the request or the timer throws; nobody else notices.
 */
public final class Relay {

    private final KnownRows known = new KnownRows();
    private final KnownFrames knownFrames = new KnownFrames();

    private final AgainSweep againSweep = new AgainSweep();

    /** When the last frame in mode mixed had something of its own. */
    private long changedNanos;

    /** Frames in mode mixed were published last, and not stripes. */
    private boolean mixed;

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final RefreshRequests requests;
    private final LongSupplier nanoTime;
    private final RelayTimer timer;

    private final ForeignCode timing = new ForeignCode("the timer of a relay");

    private final Object room = new Object();
    private volatile boolean awaitingRoom;
    private volatile Rows rows = Rows.UNKNOWN;

    /**
     * What the relay knows of the picture's rows.
     *
     * @param whole whether they make up the whole picture
     */
    private record Rows(Collection<Integer> ys, boolean whole) {
        static final Rows UNKNOWN = new Rows(List.of(), false);
    }

    /**
     * @param source is asked for what viewers lack. The relay logs what it throws, perhaps because
     *     there is no capture now, and asks again later
     * @param timer runs what is to happen later
     */
    public Relay(RefreshSource source, RelayTimer timer) {
        this(source, timer, System::nanoTime);
    }

    Relay(RefreshSource source, RelayTimer timer, LongSupplier nanoTime) {
        this.requests = new RefreshRequests(source, nanoTime, timer);
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    /**
     * Passes a stripe on to all viewers and returns at once. The caller publishes all stripes of a
     * capture, in their order; if some are missing, it calls {@link #startOver} before the next. A
     * frame id that is lower than the one before says that the capture was opened again.
     */
    public void publish(RelayStripe stripe) {
        Collection<Subscription> receivers;
        boolean another;
        synchronized (this) {
            another = mixed || known.isOfAnotherPicture(stripe);
            if (another) {
                known.clear();
                knownFrames.clear();
            }
            mixed = false;
            if (known.take(stripe) || !rows.whole()) {
                rows = new Rows(known.ys(), known.coversPicture());
            }
            // A viewer that subscribes from now on has this stripe already.
            receivers = List.copyOf(subscriptions);
        }
        for (Subscription receiver : receivers) {
            if (another) {
                receiver.restart();
            }
            receiver.offer(stripe);
        }
    }

    /**
     * Passes a frame in mode mixed on to all viewers and returns at once. The caller publishes all
     * frames of a capture, in their order; if some are missing, viewers get a refresh in their
     * place.
     */
    public void publish(RelayFrame frame) {
        FrameCuts cuts = FrameCuts.of(frame);
        if (cuts.refresh() != null) {
            noteCost(frame.mixed());
            againSweep.served();
        }
        Collection<Subscription> receivers;
        synchronized (this) {
            if (!mixed) {
                mixed = true;
                known.clear();
                rows = Rows.UNKNOWN;
            }
            knownFrames.take(cuts);
            if (!cuts.own().mixed().rectangles().isEmpty()) {
                changedNanos = nanoTime();
            }
            // A viewer that subscribes from now on has this frame already.
            receivers = List.copyOf(subscriptions);
        }
        receivers.forEach(receiver -> receiver.offer(cuts));
    }

    private void noteCost(MixedFrame frame) {
        boolean everybodyPays =
                frame.rectangles().stream()
                        .anyMatch(rectangle -> rectangle.role() == RectangleRole.BOTH);
        requests.costs(
                Duration.ofNanos(frame.encodedNanos() - frame.captureNanos()), everybodyPays);
    }

    /**
     * Says that stripes were lost on their way here, so that the next ones may build on stripes
     * that no viewer has. The relay passes nothing of an H.264 row on until its next key frame, and
     * asks for one if a viewer needs it. Called by the thread that publishes.
     */
    public void startOver() {
        Collection<Subscription> receivers;
        synchronized (this) {
            known.forgetRows();
            knownFrames.forgetParts();
            rows = Rows.UNKNOWN;
            receivers = List.copyOf(subscriptions);
        }
        receivers.forEach(Subscription::lostOnTheWayHere);
    }

    /**
     * Sends {@code viewer} what is known of the picture at once, and from now on what is published.
     * The subscription is already closed if sending failed, see {@link Viewer#failed}.
     *
     * @param byteBudget how many bytes may wait for it, above 0; a whole picture may be larger, and
     *     so may one frame
     */
    public Subscription subscribe(Viewer viewer, long byteBudget) {
        if (byteBudget < 1) {
            throw new IllegalArgumentException(
                    "byteBudget: " + byteBudget + " is out of range, allowed 1 and more");
        }
        Objects.requireNonNull(viewer, "viewer");
        Subscription subscription = new Subscription(this, viewer, byteBudget);
        LinkSpeed speed = subscription.speed();
        synchronized (this) {
            if (mixed) {
                boolean calm = nanoTime() - changedNanos > CoarseTiles.CALM.toNanos();
                subscription.begin(knownFrames.shown(), knownFrames.end(), speed, calm);
            } else {
                // With more the viewer would lag from the beginning.
                subscription.begin(known.shown(byteBudget / 2));
            }
            if (!subscription.isClosed()) {
                subscriptions.add(subscription);
            }
        }
        subscription.start();
        roomMayHaveChanged();
        return subscription;
    }

    /**
     * Waits until the fastest viewer has taken enough for another frame, but at most {@code
     * patience}; does not wait if there is no viewer. A capture that calls this after each frame
     * goes at the pace of its fastest viewer: with only a slow viewer it captures fewer and newer
     * frames and drops none. A viewer that takes nothing while this waits for it is not waited for
     * again until it takes something. One thread at a time.
     */
    public void awaitRoom(Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        synchronized (room) {
            awaitingRoom = true;
            try {
                while (isFull()) {
                    Duration left = patience.minusNanos(System.nanoTime() - start);
                    if (left.isNegative() || left.isZero()) {
                        subscriptions.forEach(Subscription::lag);
                        return;
                    }
                    TimeUnit.NANOSECONDS.timedWait(room, TimeUnit.NANOSECONDS.convert(left));
                }
            } finally {
                awaitingRoom = false;
            }
        }
    }

    private boolean isFull() {
        boolean anyTaking = false;
        for (Subscription subscription : subscriptions) {
            if (subscription.isTaking()) {
                if (subscription.hasRoom()) {
                    return false;
                }
                anyTaking = true;
            }
        }
        return anyTaking;
    }

    /** Wakes the thread that waits for room. */
    void roomMayHaveChanged() {
        if (awaitingRoom) {
            synchronized (room) {
                room.notifyAll();
            }
        }
    }

    /** How many subscriptions there are. */
    public int viewers() {
        return subscriptions.size();
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Whether these rows are all of the picture. */
    boolean isWhole(Collection<Integer> ys) {
        Rows now = rows;
        return now.whole() && ys.containsAll(now.ys());
    }

    /**
     * @param pause how long after the last refresh the next one may come
     */
    void requestRefresh(RefreshRequest request, Duration pause) {
        requests.request(request, pause);
    }

    /** False if the timer did not take the task. */
    boolean runAfter(Duration delay, Runnable task) {
        return timing.run(() -> timer.runAfter(delay, task));
    }

    AgainSweep againSweep() {
        return againSweep;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}
