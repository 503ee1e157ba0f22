// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.FrameNumber;

/**
 * What a program can do with a capture while it runs, however it takes the frames: it asks a {@link
 * FrameReader} for them, and a {@link ScreenCapture} passes them to a callback.
 *
 * <p>Any thread, a callback and a cursor listener may call every method, in any order. Only {@link
 * #update} and {@link #close} may block.
 */
public interface Capture extends AutoCloseable {

    /**
     * The settings of this capture, as last updated; also after its end.
     *
     * @throws IllegalStateException if it never ran
     */
    CaptureSettings settings();

    /**
     * Changes settings of the running capture; they hold from one of the next frames on. Reads the
     * watermark's file, as long as that takes.
     *
     * @throws IllegalArgumentException if an option differs that cannot change while capturing (the
     *     message names it; docs/options.md lists them: what is captured and from where), or if the
     *     new region does not fit the source
     * @throws IllegalStateException if nothing is being captured
     */
    void update(CaptureSettings settings);

    /**
     * Sends every stripe whole with the next frame, changed or not, and reports the cursor with its
     * shape; in mode mixed a refresh since nothing comes with one of the next frames. A new viewer
     * needs that.
     *
     * @throws IllegalStateException if nothing is being captured
     */
    void requestKeyFrame();

    /**
     * In mode mixed: brings with one of the next frames all that was written since that frame, for
     * whoever shows it and has missed what followed. Requests of several readers become one, since
     * the oldest frame. A frame that is unknown, or of another epoch, means everything, as {@link
     * #requestKeyFrame} does; so does this in other modes.
     *
     * @param epoch see {@link MixedFrame#epoch()}
     * @param sinceFrame see {@link MixedFrame#id()}
     * @throws IllegalArgumentException if a number is below 0
     * @throws IllegalStateException if nothing is being captured
     */
    void requestRefresh(long epoch, long sinceFrame);

    /**
     * The same as {@link #requestRefresh(long, long)}, or for who has nothing {@link
     * #requestKeyFrame}, and for who is behind a slow link or has something coarse: see {@link
     * RefreshRequest}. Requests that wait for a frame become one, as {@link RefreshRequest#joined}
     * says.
     *
     * <p>By default everything comes exactly, of any size.
     *
     * @throws IllegalStateException if nothing is being captured
     */
    default void requestRefresh(RefreshRequest request) {
        FrameNumber since = request.since();
        if (since == null) {
            requestKeyFrame();
        } else {
            requestRefresh(since.epoch(), since.frame());
        }
    }

    /**
     * Reports the mouse pointer to this listener, and no longer to another one; null: to none. The
     * settings need cursorEvents. A new listener first gets the current state, before the next
     * frame, or with the next packet if a thread waits for that. The listener stays when {@link
     * #update} turns cursorEvents off and on.
     *
     * @throws IllegalStateException if this capture was closed, or runs without cursorEvents. Never
     *     for null
     */
    void cursorListener(@Nullable CursorListener listener);

    /**
     * The picture that its frames show, as pixels, without another connection. It goes with this
     * capture; one that is started again has another.
     *
     * @throws IllegalStateException if nothing is being captured; a {@link FrameReader} that was
     *     closed says so when the picture is read
     */
    ScreenPicture picture();

    /** Whether frames can still come: it was opened or started, and not ended. */
    boolean isRunning();

    /**
     * What the source cannot do, and what the capture does instead, such as {@code MIT-SHM is not
     * available: …; using GetImage}. Each is also logged once as a warning. Empty if nothing is
     * missing.
     */
    List<String> fallbacks();

    /**
     * What is captured, and how. Costs the capture nothing, and waits for nobody.
     *
     * @throws IllegalStateException if nothing is being captured
     */
    CaptureDescription description();

    /**
     * What it has delivered. Costs the capture nothing, and waits for nobody.
     *
     * @throws IllegalStateException if it was never started
     */
    CaptureCounters counters();

    /**
     * Ends the capture and frees what it holds. Waits for the frame that is being encoded. If an
     * {@link #update} is still reading a file, it frees the rest when it is done. Stripes of the
     * last frame of a {@link FrameReader} stay readable. Idempotent.
     */
    @Override
    void close();
}
