// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pixelflux.Capture;
import org.pixelflux.CaptureSettings;
import org.pixelflux.CursorUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A capture that is open: reads it and hands what it brings to the reader, for as long as it is the
 * current state. One thread reads; any may call the rest.
 */
final class OpenCapture implements CaptureState {

    private static final Logger LOG = LoggerFactory.getLogger(OpenCapture.class);

    private final String name;
    private final CaptureInput input;
    private final Capture capture;
    private final CaptureSettings openedWith;
    private final @Nullable Throwable lossBefore;
    private final CurrentState current;
    private final CaptureReader reader;
    private boolean listening;

    /** Something was dropped, and is to come again. Used by the reading thread only. */
    private boolean incomplete;

    /** Whether a frame has come. Before that it is only open. */
    private volatile boolean proven;

    private long provenNanos;

    /**
     * @param name for the log
     * @param lossBefore why the capture before was lost, or null
     */
    OpenCapture(
            String name,
            CaptureInput input,
            CaptureSettings openedWith,
            @Nullable Throwable lossBefore,
            CurrentState current,
            CaptureReader reader) {
        this.name = name;
        this.input = input;
        this.capture = input.capture();
        this.openedWith = openedWith;
        this.lossBefore = lossBefore;
        this.current = current;
        this.reader = reader;
    }

    Capture capture() {
        return capture;
    }

    CaptureSettings openedWith() {
        return openedWith;
    }

    @Override
    public CaptureCondition condition(boolean paused) {
        if (paused) {
            return CaptureCondition.PAUSED;
        }
        return proven || lossBefore == null
                ? CaptureCondition.CAPTURING
                : CaptureCondition.RECONNECTING;
    }

    @Override
    public @Nullable Throwable failure(boolean paused) {
        return paused || proven ? null : lossBefore;
    }

    @Override
    public void end() {
        capture.close();
    }

    /** Whether nobody knows of its loss yet. */
    boolean isLossNews() {
        return proven || lossBefore == null;
    }

    /** Whether frames have come for longer than that; asked by the reading thread. */
    boolean hasLasted(Duration time) {
        return proven && System.nanoTime() - provenNanos > time.toNanos();
    }

    /**
     * Changes the settings of the capture.
     *
     * @throws IllegalArgumentException if that is not possible while capturing
     * @throws IllegalStateException if the capture is over
     */
    void update(CaptureSettings settings) {
        capture.update(settings);
        listenToCursor(settings);
    }

    /** A new listener would be told the shape again. */
    synchronized void listenToCursor(CaptureSettings settings) {
        if (settings.cursorEvents() && !listening) {
            listening = true;
            capture.cursorListener(this::take);
        }
    }

    /** Called by the capture, within its next. */
    private void take(CursorUpdate update) {
        if (current.isPaused()) {
            incomplete = true;
            reader.drop(update);
        } else if (current.get() == this) {
            reader.take(update);
        }
    }

    /**
     * Returns when this is no longer the current state; throws the reason if the capture is lost.
     * Before that it hands over what was gathered.
     */
    void read() {
        try {
            readOn();
        } finally {
            if (input.hasRest()) {
                handOverRest();
            }
        }
    }

    /** Whether something may still be handed over although this is no longer the state. */
    boolean hasRest() {
        return input.hasRest();
    }

    private void readOn() {
        while (current.awaitTurn(this)) {
            if (incomplete) {
                incomplete = false;
                reader.requestMissed(capture);
            }
            CaptureInput.Arrival arrival = input.next();
            if (arrival != null) {
                take(arrival);
            } else if (current.awaitTurn(this)) {
                throw new IllegalStateException("somebody else closed the capture");
            }
        }
    }

    private void handOverRest() {
        capture.close();
        try {
            for (CaptureInput.Arrival arrival; (arrival = input.next()) != null; ) {
                take(arrival);
            }
        } catch (RuntimeException e) {
            LOG.warn("The rest of {} is lost: {}", name, e.getMessage());
        }
    }

    /** What was gathered is whole, whenever it comes; frames of a moment that is over are not. */
    private boolean begin() {
        if (!input.hasRest()) {
            return current.beginFrame(this);
        }
        current.awaitTurn(this);
        return current.beginRest(this);
    }

    private void take(CaptureInput.Arrival arrival) {
        prove();
        if (!begin()) {
            // The frame was captured after the pause began, and the encoders have moved on with it.
            incomplete = true;
            arrival.drop(reader);
            return;
        }
        try {
            arrival.take(reader, () -> !current.isAbandoned());
        } finally {
            current.endFrame();
        }
    }

    private void prove() {
        if (proven) {
            return;
        }
        proven = true;
        provenNanos = System.nanoTime();
        if (lossBefore != null) {
            LOG.info("{} is captured again", name);
            reader.recovered();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
