// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.jspecify.annotations.Nullable;

/** One state of a {@link SupervisedCapture}; {@link CurrentState} holds the one that counts. */
sealed interface CaptureState permits CaptureState.Idle, Opening, OpenCapture {

    /** Nothing is open, and nothing was lost. */
    CaptureState CLOSED = new Idle(null);

    /** What this state does about the capture. */
    CaptureCondition condition(boolean paused);

    /** Why nothing is captured although that is wanted; null if there is no reason. */
    @Nullable Throwable failure(boolean paused);

    /** Ends what this state does, at once. Idempotent. */
    void end();

    /**
     * Nothing is open.
     *
     * @param failure why, else null
     */
    record Idle(@Nullable Throwable failure) implements CaptureState {

        @Override
        public CaptureCondition condition(boolean paused) {
            return failure == null ? CaptureCondition.CLOSED : CaptureCondition.FAILED;
        }

        @Override
        public @Nullable Throwable failure(boolean paused) {
            return failure;
        }

        @Override
        public void end() {
            // Nothing runs.
        }
    }
}
