// SPDX-License-Identifier: MPL-2.0
/**
 * A live desktop over plain HTTP: {@link org.pixelflux.examples.http.HttpRoutes} are the Camel
 * routes, {@link org.pixelflux.examples.http.NewestFrame} stands between the one capture and the
 * clients, each of which reads an {@link org.pixelflux.examples.http.MjpegStream}.
 */
package org.pixelflux.examples.http;
