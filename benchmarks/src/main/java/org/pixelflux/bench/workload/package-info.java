// SPDX-License-Identifier: MPL-2.0

/** What a screen shows while captures of it are measured: the same pixels in every run. */
package org.pixelflux.bench.workload;
