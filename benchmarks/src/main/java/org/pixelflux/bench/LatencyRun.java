// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.List;

/**
 * How soon the first pixels of sporadic changes left a build's capture.
 *
 * @param repeat counted from 1
 * @param millis of each change
 */
public record LatencyRun(String build, String mode, int repeat, List<Double> millis) {}
