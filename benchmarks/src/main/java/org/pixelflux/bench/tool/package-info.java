// SPDX-License-Identifier: MPL-2.0

/** What captures a screen, pixelflux and its peers, each as a process of its own. */
package org.pixelflux.bench.tool;
