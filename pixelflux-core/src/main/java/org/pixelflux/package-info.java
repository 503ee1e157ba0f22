// SPDX-License-Identifier: MPL-2.0
/**
 * Captures a desktop and gives only what changed, encoded.
 *
 * <p>A {@link org.pixelflux.Capture} runs with {@link org.pixelflux.CaptureSettings}. A {@link
 * org.pixelflux.FrameReader} is asked for the next {@link org.pixelflux.Frame}; a {@link
 * org.pixelflux.ScreenCapture} calls back. A frame is the {@link org.pixelflux.Stripe stripes},
 * full-width parts of the picture, that changed since the frame before. While nothing changes
 * nothing runs: the thread of the capture sleeps until the source reports something new.
 *
 * <p>A native library, which an artifact of natives contains, reads, compares and encodes the
 * pixels; encoded bytes reach Java in one buffer that is used again. A stripe is a view into that
 * buffer and lives until the next frame is asked for. A {@link org.pixelflux.ScreenCapture#snapshot
 * snapshot} is one picture as it is, without a capture.
 *
 * <p>A {@link org.pixelflux.ChangeReader} is a capture that says where something changed, and
 * encodes nothing. The {@link org.pixelflux.ScreenPicture picture} of every capture that runs can
 * be read as pixels or as an image file. {@link org.pixelflux.recording.Recording} writes video
 * files.
 *
 * <p>The thread that takes frames does the work, together with the library's encoder threads, which
 * all captures of the process share.
 */
@NullMarked
package org.pixelflux;

import org.jspecify.annotations.NullMarked;
