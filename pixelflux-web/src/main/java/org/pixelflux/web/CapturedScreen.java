// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pixelflux.CaptureCounters;
import org.pixelflux.CaptureDescription;
import org.pixelflux.relay.Relay;

/** The screen that this program captures. Nothing is known of it while the capture is lost. */
final class CapturedScreen implements Screen {

    private final Relay relay;
    private final BooleanSupplier capturing;
    private final Supplier<Optional<CaptureDescription>> description;
    private final Supplier<Optional<CaptureCounters>> counters;
    private final LongSupplier nanoTime;
    private boolean lost;
    private long lostNanos;

    /**
     * @param capturing whether the capture runs
     * @param description of the open capture, if one is open
     * @param counters of the same
     * @param nanoTime such as {@code System::nanoTime}
     */
    CapturedScreen(
            Relay relay,
            BooleanSupplier capturing,
            Supplier<Optional<CaptureDescription>> description,
            Supplier<Optional<CaptureCounters>> counters,
            LongSupplier nanoTime) {
        this.relay = relay;
        this.capturing = capturing;
        this.description = description;
        this.counters = counters;
        this.nanoTime = nanoTime;
    }

    @Override
    public Relay relay() {
        return relay;
    }

    /** Counts from the first call after the loss. */
    @Override
    public synchronized Optional<Duration> silence() {
        boolean wasLost = lost;
        lost = !capturing.getAsBoolean();
        if (!lost) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (!wasLost) {
            lostNanos = now;
        }
        return Optional.of(Duration.ofNanos(now - lostNanos));
    }

    @Override
    public Optional<CaptureDescription> description() {
        return description.get();
    }

    @Override
    public Optional<CaptureCounters> counters() {
        return counters.get();
    }
}
