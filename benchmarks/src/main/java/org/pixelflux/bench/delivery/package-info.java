// SPDX-License-Identifier: MPL-2.0
/** What it costs to deliver stripes to a program: by pixelflux-core alone, and by Camel. */
package org.pixelflux.bench.delivery;
