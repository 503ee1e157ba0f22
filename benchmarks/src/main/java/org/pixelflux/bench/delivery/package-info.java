// SPDX-License-Identifier: MPL-2.0
/** What it costs to bring stripes to whoever wants them: by pixelflux-core alone, and by Camel. */
package org.pixelflux.bench.delivery;
