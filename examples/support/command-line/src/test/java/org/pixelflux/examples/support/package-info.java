// SPDX-License-Identifier: MPL-2.0
/** What the examples' tests have in common: real peers, and the examples as people start them. */
package org.pixelflux.examples.support;
