// SPDX-License-Identifier: MPL-2.0
/**
 * Captures a desktop and gives only what changed, encoded.
 *
 * <p>A {@link org.pixelflux.ScreenCapture} is opened with {@link org.pixelflux.CaptureSettings} and
 * asked for the next {@link org.pixelflux.Frame}: the {@link org.pixelflux.Stripe stripes},
 * full-width bands of the picture, that changed since the one before. Nothing changed means that
 * nothing runs: the asking thread sleeps until the source says that something is new.
 *
 * <p>Pixels are read, compared and encoded by a native library that the jar carries; only encoded
 * bytes reach Java, in one reused buffer. A stripe is a view into that buffer and lives until the
 * next frame is asked for. A {@link org.pixelflux.ScreenCapture#snapshot snapshot} is one picture
 * as it is, without a capture.
 *
 * <p>The thread that asks does the work, together with the library's own encoder threads, which are
 * shared by all captures of the process.
 */
package org.pixelflux;
