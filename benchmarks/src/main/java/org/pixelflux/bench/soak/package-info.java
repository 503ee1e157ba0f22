// SPDX-License-Identifier: MPL-2.0

/** A program that runs for long while everything around it changes. */
package org.pixelflux.bench.soak;
