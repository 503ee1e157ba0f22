// SPDX-License-Identifier: MPL-2.0
/**
 * Writes H.264 into MP4: fragmented, as ISO/IEC 14496-12 and CMAF (ISO/IEC 23000-19) have it, with
 * a duration of its own for each picture. It knows no capture, no file, no clock and no thread: it
 * takes bytes and times, and gives bytes.
 *
 * <p>An {@link org.pixelflux.mp4.VideoTrack} is made of a key frame and writes the header of a
 * file; an {@link org.pixelflux.mp4.Fragment} gathers pictures and writes them behind it.
 */
@NullMarked
package org.pixelflux.mp4;

import org.jspecify.annotations.NullMarked;
