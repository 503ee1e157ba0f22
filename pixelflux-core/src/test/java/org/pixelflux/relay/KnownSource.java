// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pixelflux.MixedFrame;
import org.pixelflux.RectangleKind;
import org.pixelflux.picture.ModelSession;
import org.pixelflux.support.Picture;

/** What a relay has frames in mode mixed from, and of which the test knows what they show. */
interface KnownSource extends RefreshSource, AutoCloseable {

    /** Another frame; null if none came. */
    @Nullable MixedFrame next();

    /** What the last frame shows. */
    Picture picture();

    /** How much larger its frames are than those of a {@link ModelSession}. */
    int scale();

    /** What viewers have to have drawn of it before it rests. */
    default Set<RectangleKind> kinds() {
        return Set.of();
    }

    /** Nothing changes from now on, if it can rest. */
    default void rest() {}

    @Override
    default void close() {}
}
