// SPDX-License-Identifier: MPL-2.0
/**
 * H.264 for {@link org.pixelflux.picture.StripeAssembler} and {@link
 * org.pixelflux.picture.PictureAssembler}, decoded by FFmpeg.
 */
@NullMarked
package org.pixelflux.ffmpeg;

import org.jspecify.annotations.NullMarked;
