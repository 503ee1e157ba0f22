// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

/** What the consumer is doing about its capture. */
enum CaptureCondition {
    /** Never opened, or closed. */
    CLOSED,
    /** Being opened, without a loss before. */
    OPENING,
    CAPTURING,
    /** Open, but nothing is captured until {@link SupervisedCapture#resume()}. */
    PAUSED,
    /** Lost; the consumer tries to open it again. */
    RECONNECTING,
    /** Could not be opened or was lost; nobody tries again. */
    FAILED
}
