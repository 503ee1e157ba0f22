// SPDX-License-Identifier: MPL-2.0
/**
 * Video of a screen that other programs play, without an encoder or a muxer of their own: {@link
 * org.pixelflux.recording.Recording} writes MP4 files, and {@link
 * org.pixelflux.recording.SegmentReader} gives segments in memory, each a file of its own or a
 * segment of CMAF.
 *
 * <p>Both capture with H.264 in full frames and give each picture the time that it was shown. While
 * the screen is still they do nothing: the last picture lasts until the next one.
 */
@NullMarked
package org.pixelflux.recording;

import org.jspecify.annotations.NullMarked;
