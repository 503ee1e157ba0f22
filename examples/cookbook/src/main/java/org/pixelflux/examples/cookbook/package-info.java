// SPDX-License-Identifier: MPL-2.0
/** What the recipes on the page of the component need beside their routes. */
package org.pixelflux.examples.cookbook;
