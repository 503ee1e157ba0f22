// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import org.pixelflux.OptionWord;

/** How a snapshot is encoded. */
public enum SnapshotFormat implements OptionWord {
    /** Exact. */
    PNG("image/png"),
    /** Smaller, at the quality that the option jpegQuality says. */
    JPEG("image/jpeg");

    private final String contentType;

    SnapshotFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }
}
