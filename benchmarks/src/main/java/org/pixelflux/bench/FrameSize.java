// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

/** Picture sizes by the names people use, so that results read as words. */
public enum FrameSize {
    HD720(1280, 720),
    FULL_HD(1920, 1080),
    UHD(3840, 2160);

    final int width;
    final int height;

    FrameSize(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Such as 1920x1080. */
    String text() {
        return width + "x" + height;
    }
}
