// SPDX-License-Identifier: MPL-2.0

/**
 * A program that writes one CSV line for every stripe or rectangle as it arrives, through
 * pixelflux-core or through a Camel route.
 */
package org.pixelflux.examples.stripelog;
