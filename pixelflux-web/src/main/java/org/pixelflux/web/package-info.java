// SPDX-License-Identifier: MPL-2.0
/**
 * A web page that shows a screen, and the Camel routes that serve it to many viewers.
 *
 * <p>{@link org.pixelflux.web.ViewerRoutes} serves the page and its WebSocket at one port, {@link
 * org.pixelflux.web.ViewerAccess} says who may look, and {@link org.pixelflux.web.CaptureRoute}
 * brings the stripes of a {@code pixelflux:} endpoint.
 */
@NullMarked
package org.pixelflux.web;

import org.jspecify.annotations.NullMarked;
