// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.util.Optional;
import org.pixelflux.Codec;

/** A program that captures screens. */
public interface Tool {

    /** The rate that every tool is asked for, or allowed. */
    int FPS = 60;

    /** Its name on the command line and in results. */
    String name();

    /** What it is, as a reader of the results would look for it. */
    String description();

    /** What of it is not on this machine; empty if it can run. */
    Optional<String> missing();

    /** Whether it has that codec. */
    boolean has(Codec codec);

    /** Whether {@link Output} says how many frames and stripes there were. */
    default boolean countsFrames() {
        return true;
    }

    /** Whether it captures an X server with the DAMAGE extension; else one without. */
    default boolean needsDamage() {
        return true;
    }

    /** Starts a process that captures until it is closed. */
    RunningTool start(Screen screen, Codec codec) throws IOException;
}
