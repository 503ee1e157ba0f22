// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pixelflux.MixedFrame;
import org.pixelflux.examples.records.FrameParts;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayFrame;
import org.pixelflux.relay.RelayStripe;
import org.pixelflux.web.Screen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session's stripes, or its frames in mode mixed, on their way from the live topic to its
 * viewers. It notices if a stripe is missing, because it never got into the topic or was gone
 * before anybody read it, and passes on no stripe that builds on it; frames say that themselves.
 * One thread at a time, but for {@link #lastMillis}, {@link #isHeard}, {@link #sinceHeard} and what
 * a {@link Screen} has.
 */
final class SessionStream implements Screen {

    /**
     * screen-to-kafka sends each row, or the picture, whole once a minute, changed or not. A
     * session without records for longer than that is gone, or was told to send key frames rarely.
     */
    static final Duration USUAL_SILENCE = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger(SessionStream.class);

    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final Relay relay;
    private final LongSupplier nanoTime;
    private final FrameParts parts = new FrameParts();
    private long epoch = Long.MIN_VALUE;
    private long toldEpoch = Long.MIN_VALUE;
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
        parts.forget();
        entering = true;
    }

    /**
     * Takes the next record.
     *
     * @throws IllegalArgumentException if it cannot be read; then nothing has changed, as if it had
     *     been lost
     */
    void take(ScreenRecord record) {
        if (record.isMixed()) {
            takeMixed(record);
        } else {
            takeStripe(record);
        }
    }

    private void takeStripe(ScreenRecord record) {
        RelayStripe stripe = record.stripe();
        if (record.epoch() < epoch) {
            leaveAside(record);
            return;
        }
        int count = record.stripeCount();
        if (record.epoch() != epoch || stripe.frameId() != frameId || entering) {
            beginFrame(record.epoch(), stripe.frameId(), count);
        }
        if (missing != UNKNOWN) {
            missing--;
        }
        heard(record.captureMillis());
        relay.publish(stripe);
    }

    /** Viewers have no use for a frame that they have passed: the reader may have gone back. */
    private void takeMixed(ScreenRecord record) {
        if (record.epoch() < epoch) {
            leaveAside(record);
            return;
        }
        Optional<byte[]> whole =
                parts.take(
                        record.epoch(),
                        record.frameId(),
                        record.part(),
                        record.parts(),
                        record.bytes());
        if (whole.isEmpty()) {
            return;
        }
        RelayFrame frame = frame(record, whole.get());
        heard(record.captureMillis());
        if (record.epoch() == epoch && frame.frameId() <= frameId) {
            return;
        }
        epoch = record.epoch();
        frameId = frame.frameId();
        missing = 0;
        entering = false;
        relay.publish(frame);
    }

    private static RelayFrame frame(ScreenRecord record, byte[] bytes) {
        RelayFrame frame = RelayFrame.of(FrameTimes.onThisMachine(bytes, record.captureNanos()));
        MixedFrame said = frame.mixed();
        if (said.epoch() != record.epoch() || said.id() != record.frameId()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the headers name frame %d of epoch %d, and the value is %s",
                            record.frameId(),
                            record.epoch(),
                            said));
        }
        said.requireNoFlood(rectangle -> true);
        return frame;
    }

    private void heard(long captureMillis) {
        lastMillis = captureMillis;
        heardNanos = nanoTime.getAsLong();
        everHeard = true;
    }

    /**
     * Mostly these are the last records of a program that another one has replaced, or the reader
     * has gone back. It says so once for each epoch, however many others there are.
     */
    private void leaveAside(ScreenRecord record) {
        if (entering || epoch == toldEpoch) {
            return;
        }
        toldEpoch = epoch;
        LOG.warn(
                "ignored records of {} in epoch {}, which comes before {}; if more follow, two"
                        + " programs send as this session",
                record.session(),
                record.epoch(),
                epoch);
    }

    private void beginFrame(long nextEpoch, long nextFrameId, int stripes) {
        boolean whole = missing == 0 || missing == UNKNOWN;
        boolean next = nextEpoch == epoch && nextFrameId == frameId + 1;
        if (!entering && !(whole && next)) {
            relay.startOver();
        }
        missing = entering ? UNKNOWN : stripes;
        epoch = nextEpoch;
        frameId = nextFrameId;
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
