// SPDX-License-Identifier: MPL-2.0
/**
 * Pictures from what captures send, in Java alone and without the native library: a {@link
 * org.pixelflux.picture.PictureAssembler} draws frames in mode mixed, a {@link
 * org.pixelflux.picture.StripeAssembler} stripes. Video is decoded by {@link
 * org.pixelflux.picture.VideoDecoders}, which the module pixelflux-ffmpeg brings.
 */
@NullMarked
package org.pixelflux.picture;

import org.jspecify.annotations.NullMarked;
