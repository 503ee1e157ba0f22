// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

/**
 * Names a frame in mode mixed.
 *
 * @param epoch see {@link org.pixelflux.MixedFrame#epoch()}
 * @param frame see {@link org.pixelflux.MixedFrame#id()}
 */
public record FrameNumber(long epoch, long frame) {}
