// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

/**
 * What is captured: all of a display's screen.
 *
 * @param display such as {@code :7}
 */
public record Screen(String display, int width, int height) {}
