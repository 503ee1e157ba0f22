// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pixelflux.CaptureMode;

/** A program that captures screens. */
public interface Tool {

    /** The rate that every tool is asked for, or allowed. */
    int FPS = 60;

    /** The threads that every encoder of pictures may use. */
    int THREADS = Runtime.getRuntime().availableProcessors();

    /** Its name on the command line and in results. */
    String name();

    /** What it is, as a reader of the results would look for it. */
    String description();

    /** What of it is not on this machine; empty if it can run. */
    Optional<String> missing();

    /** Whether it captures what that shows. */
    default boolean captures(ScreenKind kind) {
        return kind == ScreenKind.XVFB;
    }

    /** Whether it can capture in that mode. */
    boolean has(CaptureMode mode);

    /** Whether {@link Output} says how many frames and stripes there were. */
    default boolean countsFrames() {
        return true;
    }

    /** Whether it captures an X server with the DAMAGE extension; else one without. */
    default boolean needsDamage() {
        return true;
    }

    /** Whether all that a mode sends has one codec, which other tools have too. */
    static boolean hasOneCodec(CaptureMode mode) {
        return mode == CaptureMode.JPEG || mode == CaptureMode.H264;
    }

    /**
     * A command that writes whole pictures to its standard output until it is ended, encoded as
     * those of {@link #start} are: a stream of H.264, or JPEG after JPEG. The display is $DISPLAY.
     * Empty if the tool's pictures do not come as that.
     */
    default Optional<List<String>> pictures(Screen screen, CaptureMode mode) throws IOException {
        return Optional.empty();
    }

    /** Starts a process that captures until it is closed. */
    RunningTool start(Screen screen, CaptureMode mode) throws IOException;
}
