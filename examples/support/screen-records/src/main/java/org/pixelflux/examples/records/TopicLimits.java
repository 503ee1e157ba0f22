// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.records;

import java.time.Duration;

/**
 * What the topics of screens allow.
 *
 * @param retention how long the live topic keeps a record
 * @param largestRecord bytes of a record with its headers: {@code max.message.bytes} of the live
 *     topic or of that of key frames, or {@code max.request.size} of the producers, whichever is
 *     least
 */
public record TopicLimits(Duration retention, int largestRecord) {}
