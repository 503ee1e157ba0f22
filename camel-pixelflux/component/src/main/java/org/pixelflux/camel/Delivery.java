// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.pixelflux.CaptureMode;
import org.pixelflux.OptionWord;

/** What one exchange of a consumer carries. */
public enum Delivery implements OptionWord {
    /** A stripe: its bytes in the body, all about it in the headers. */
    STRIPE,
    /**
     * A frame: the list of its stripes in the body, with mode=mixed its bytes; what they have in
     * common in the headers.
     */
    FRAME {
        @Override
        void require(CaptureMode mode) {
            // Every mode has frames.
        }
    },
    /** Where something changed, as a Map; nothing is encoded. */
    CHANGES {
        @Override
        void require(CaptureMode mode) {
            // It has no effect.
        }

        @Override
        boolean isOfChanges() {
            return true;
        }
    },
    /** The whole picture after a change. */
    PICTURE {
        @Override
        void require(CaptureMode mode) {
            // It has no effect.
        }

        @Override
        boolean isOfChanges() {
            return true;
        }
    },
    /** Some seconds of video, as MP4. */
    SEGMENT {
        @Override
        void require(CaptureMode mode) {
            // It has no effect.
        }
    };

    /** Whether the capture tells changes, and encodes nothing by itself. */
    boolean isOfChanges() {
        return false;
    }

    /**
     * @param deliveries with which the option has an effect
     * @throws IllegalArgumentException if the option is set and has none with this
     */
    void requireEffect(String option, boolean set, boolean effective, String deliveries) {
        if (set && !effective) {
            throw new IllegalArgumentException(
                    option
                            + ": has no effect with delivery="
                            + optionValue()
                            + ", only with delivery="
                            + deliveries
                            + "; set that, or leave the option out");
        }
    }

    /**
     * @throws IllegalArgumentException if the mode has nothing like that
     */
    void require(CaptureMode mode) {
        if (mode == CaptureMode.MIXED) {
            throw new IllegalArgumentException(
                    "delivery: stripe is not possible with mode=mixed, which has no stripes; set"
                            + " delivery=frame where the capture begins, or leave it out there with"
                            + " mode=mixed");
        }
    }
}
