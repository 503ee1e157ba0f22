// SPDX-License-Identifier: MPL-2.0
/**
 * The Camel component {@code pixelflux}: a route that receives the changed stripes of a screen.
 *
 * <p>{@code from("pixelflux:screen?fps=30&mode=h264")} opens one {@link org.pixelflux.FrameReader}
 * for the route and delivers every encoded stripe as one exchange, in order, on a thread of the
 * Camel context.
 */
@NullMarked
package org.pixelflux.camel;

import org.jspecify.annotations.NullMarked;
