// SPDX-License-Identifier: MPL-2.0
/** The example screen-to-browser: a live desktop on a web page. */
package org.pixelflux.examples.browser;
