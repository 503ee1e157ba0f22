// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.web.Screen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session's stripes on their way from the live topic to its viewers. It notices if a stripe is
 * missing, because it never got into the topic or was gone before anybody read it, and passes on no
 * stripe that builds on it. One thread at a time, but for {@link #lastMillis}, {@link #isHeard},
 * {@link #sinceHeard} and what a {@link Screen} has.
 */
final class SessionStream implements Screen {

    /**
     * screen-to-kafka sends each row whole once a minute, changed or not. A session without records
     * for longer than that is gone, or was told to send key frames rarely.
     */
    static final Duration USUAL_SILENCE = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger(SessionStream.class);

    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final Relay relay;
    private final LongSupplier nanoTime;
    private long epoch = Long.MIN_VALUE;
    private long leftAside = Long.MIN_VALUE;
    private long frameId;

    /** Of the frame; not known of one whose beginning may not have been read. */
    private int missing;

    private boolean entering = true;
    private volatile long lastMillis;
    private volatile long heardNanos;
    private volatile boolean everHeard;

    /**
     * @param nanoTime such as {@code System::nanoTime}
     */
    SessionStream(Relay relay, LongSupplier nanoTime) {
        this.relay = relay;
        this.nanoTime = nanoTime;
        heardNanos = nanoTime.getAsLong();
    }

    /** What comes next may not follow what came last. */
    void enter() {
        relay.startOver();
        entering = true;
    }

    void take(StripeRecord record) {
        RelayStripe stripe = record.stripe();
        if (record.epoch() < epoch) {
            leaveAside(record);
            return;
        }
        if (record.epoch() != epoch || stripe.frameId() != frameId || entering) {
            beginFrame(record, stripe);
        }
        if (missing != UNKNOWN) {
            missing--;
        }
        lastMillis = record.captureMillis();
        heardNanos = nanoTime.getAsLong();
        everHeard = true;
        relay.publish(stripe);
    }

    /** Mostly these are the last records of a program that another one has replaced. */
    private void leaveAside(StripeRecord record) {
        if (record.epoch() == leftAside) {
            return;
        }
        leftAside = record.epoch();
        LOG.warn(
                "ignored stripes of {} in epoch {}, which comes before {}; if more follow, two"
                        + " programs send as this session",
                record.session(),
                leftAside,
                epoch);
    }

    private void beginFrame(StripeRecord record, RelayStripe stripe) {
        boolean whole = missing == 0 || missing == UNKNOWN;
        boolean next = record.epoch() == epoch && stripe.frameId() == frameId + 1;
        if (!entering && !(whole && next)) {
            relay.startOver();
        }
        missing = entering ? UNKNOWN : record.stripeCount();
        epoch = record.epoch();
        frameId = stripe.frameId();
        entering = false;
    }

    /** When the newest pixels were grabbed, in milliseconds since 1970. */
    long lastMillis() {
        return lastMillis;
    }

    @Override
    public Relay relay() {
        return relay;
    }

    /** Whether its records come, as far as that can be known. */
    boolean isHeard() {
        return everHeard && silence().isEmpty();
    }

    /** For how long none of its records was read. */
    Duration sinceHeard() {
        return Duration.ofNanos(nanoTime.getAsLong() - heardNanos);
    }

    /** Since its last record was read. */
    @Override
    public Optional<Duration> silence() {
        Duration silence = sinceHeard();
        return silence.compareTo(USUAL_SILENCE) > 0 ? Optional.of(silence) : Optional.empty();
    }
}
