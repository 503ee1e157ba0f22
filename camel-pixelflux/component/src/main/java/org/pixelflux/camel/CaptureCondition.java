// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

/** What is being done about a capture. */
enum CaptureCondition {
    /** Never opened, or closed. */
    CLOSED,
    /** Being opened, without a loss before. */
    OPENING,
    CAPTURING,
    /** Open, but nothing is captured until {@link SupervisedCapture#resume()}. */
    PAUSED,
    /** Lost, and tried again. */
    RECONNECTING,
    /** Could not be opened or was lost, and not tried again. */
    FAILED
}
