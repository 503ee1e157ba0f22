// SPDX-License-Identifier: MPL-2.0
/**
 * Pictures from frames in mode mixed: a {@link org.pixelflux.picture.PictureAssembler} draws their
 * rectangles, in Java alone and without the native library. It decodes no video: capture with
 * videoRectangles=false.
 */
@NullMarked
package org.pixelflux.picture;

import org.jspecify.annotations.NullMarked;
