// SPDX-License-Identifier: MPL-2.0
/** A web page that shows a screen, and the routes that serve it to many viewers. */
package org.pixelflux.web;
