// SPDX-License-Identifier: MPL-2.0
/** Configures the pixelflux component of a Spring Boot application from its properties. */
package org.pixelflux.camel.springboot;
