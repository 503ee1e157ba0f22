// SPDX-License-Identifier: MPL-2.0

/**
 * What was measured as pages of docs/results: tables, where they come from, and how old they are.
 */
package org.pixelflux.bench.results;
