// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * How two pictures of one size differ.
 *
 * @param pixels how many differ
 * @param percent of the pixels that count, 0 to 100; 0 if none counts
 * @param bounds the smallest area that holds all that differ; null if none does
 */
public record PictureDifference(long pixels, double percent, @Nullable PictureArea bounds) {}
