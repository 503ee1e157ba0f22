// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The screens that there are to look at. {@link CaptureRoute} is those of one capture. An
 * implementation must be thread-safe and must not block.
 */
@FunctionalInterface
public interface Screens {

    /**
     * Finds the screen for a page that has just connected, or whose screen is silent: if it gives
     * another one then that is not, the page connects again.
     *
     * @param session the name from the page's address ({@code ?session=NAME}), or null if it has
     *     none
     * @return empty if there is no such screen; the page says so and asks again later
     */
    Optional<Screen> find(@Nullable String session);

    /**
     * Changes the capture of a screen for all its viewers. Called only where {@link
     * ViewerAccess#control} is on, and only with {@code mode}, {@code jpegQuality} and {@code
     * h264Crf}.
     *
     * @param session as for {@link #find}
     * @param options the new values by the names of the capture's options
     * @throws RuntimeException if that is not possible; the page goes on with what it has
     */
    default void update(@Nullable String session, Map<String, Object> options) {
        throw new UnsupportedOperationException("what these screens show cannot be changed here");
    }
}
