// SPDX-License-Identifier: MPL-2.0

/** What all measurements are, and how they are carried out one after the other. */
package org.pixelflux.bench.run;
