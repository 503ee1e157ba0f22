// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

/** A display server without a monitor, for one test: an X server, or a Wayland compositor. */
public sealed interface ScreenServer extends AutoCloseable permits DisplayServer, SwayDisplay {

    /** As the option {@code display} takes it. */
    String name();

    /** Its process. */
    long pid();

    /** Gives its screen another size. */
    void resize(int width, int height);

    /** Ends it at once, as a crash would. */
    void kill();

    @Override
    void close();
}
