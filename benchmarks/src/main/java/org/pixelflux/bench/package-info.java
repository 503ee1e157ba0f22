// SPDX-License-Identifier: MPL-2.0

/** Measurements through the public API; README.md says how to run and read them. */
package org.pixelflux.bench;
