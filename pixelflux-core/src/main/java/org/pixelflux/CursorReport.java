// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import org.jspecify.annotations.Nullable;

/**
 * What one packet says of the cursor.
 *
 * @param shapeId 0 means that there is no cursor
 * @param newShape null means that the shape of that id was told before
 */
record CursorReport(
        int x,
        int y,
        boolean visible,
        int shapeId,
        @Nullable CursorShape newShape,
        long captureNanos) {}
