// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Hands the stripes of one capture to many viewers. Each has a subscription of its own with a byte
 * budget, and neither publishing nor another viewer ever waits for it:
 *
 * <ul>
 *   <li>a slow viewer loses stripes, never in the middle of a stream: what it gets can be decoded,
 *       and when the picture comes to rest it has all of it;
 *   <li>a stuck one holds its budget, and at most a frame more;
 *   <li>a late one gets at once the rows that have changed little since their key frame, and a key
 *       frame for the rest.
 * </ul>
 *
 * <p>Requests for key frames are joined: at most one a second goes to the capture. A viewer that
 * asks again and again does so with growing pauses, up to 64 s. Stripes come from one thread,
 * viewers come and go on any. Whatever a viewer, the request or the timer throws is logged and
 * harms nobody else.
 */
public final class Relay {

    private final KnownRows known = new KnownRows();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final KeyFrameRequests requests;
    private final LongSupplier nanoTime;
    private final RelayTimer timer;

    private final ForeignCode timing = new ForeignCode("the timer of a relay");

    private final Object room = new Object();
    private volatile boolean awaitingRoom;
    private volatile Rows rows = Rows.UNKNOWN;

    /**
     * What is known of the picture's rows.
     *
     * @param whole whether they make up the whole picture
     */
    private record Rows(Collection<Integer> ys, boolean whole) {
        static final Rows UNKNOWN = new Rows(List.of(), false);
    }

    /**
     * @param requestKeyFrame asks the capture to send every stripe whole; must not block. What it
     *     throws, perhaps because there is no capture now, is logged, and it is called again later
     * @param timer for what is to happen later
     */
    public Relay(Runnable requestKeyFrame, RelayTimer timer) {
        this(requestKeyFrame, timer, System::nanoTime);
    }

    Relay(Runnable requestKeyFrame, RelayTimer timer, LongSupplier nanoTime) {
        this.requests = new KeyFrameRequests(requestKeyFrame, nanoTime, timer);
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    /**
     * Hands a stripe to everybody; returns at once. The stripes of a capture come in its order, all
     * of them; if some are missing, {@link #startOver} comes before the next. A frame id that is
     * lower than the one before says that the capture was opened anew.
     */
    public void publish(RelayStripe stripe) {
        Collection<Subscription> receivers;
        boolean another;
        synchronized (this) {
            another = known.isOfAnotherPicture(stripe);
            if (another) {
                known.clear();
            }
            if (known.take(stripe) || !rows.whole()) {
                rows = new Rows(known.ys(), known.coversPicture());
            }
            // Whoever subscribes from now on has this stripe already.
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
     * Stripes were lost on their way here, so that the next ones may build on what nobody has:
     * nothing of an H.264 row is handed on until its next key frame, which is asked for if somebody
     * needs it. Called by the thread that publishes.
     */
    public void startOver() {
        Collection<Subscription> receivers;
        synchronized (this) {
            known.forgetRows();
            rows = Rows.UNKNOWN;
            receivers = List.copyOf(subscriptions);
        }
        receivers.forEach(Subscription::lostOnTheWayHere);
    }

    /**
     * From now on {@code viewer} gets what is published, after what of the picture can be shown at
     * once. The subscription is closed already if sending that failed, see {@link Viewer#failed}.
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
        synchronized (this) {
            // With more it would be behind from the beginning.
            subscription.begin(known.shown(byteBudget / 2));
            subscriptions.add(subscription);
        }
        subscription.start();
        roomMayHaveChanged();
        return subscription;
    }

    /**
     * Waits until the fastest viewer has taken enough for another frame, at most {@code patience};
     * does not wait if there is none. A capture that calls this after each frame goes at the pace
     * of its fastest viewer: one that has only a slow one captures fewer and newer frames for it,
     * and drops none. Viewers that take nothing while they are waited for are not waited for again
     * until they do. One thread at a time.
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

    /** Wakes who waits for room. */
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

    void requestKeyFrame() {
        requests.request();
    }

    /** False if the timer did not take the task. */
    boolean runAfter(Duration delay, Runnable task) {
        return timing.run(() -> timer.runAfter(delay, task));
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}
