// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.picture;

/** What a {@link PictureAssembler} did with a frame. */
public enum Drawn {
    /** The picture is that of this frame. */
    WHOLE,

    /**
     * The frame belongs to a refresh that is split over several frames, of which the last is still
     * to come: the picture has old and new parts until then. Nothing needs to be asked for.
     */
    PART,

    /**
     * The frame is out of date: this one, or a later one, was drawn before. Nothing was drawn, and
     * nothing needs to be asked for.
     */
    BEFORE,

    /**
     * The frame builds on another one than the picture shows, and nothing was drawn. A refresh
     * since {@link PictureAssembler#lastWhole()} is needed.
     */
    NOTHING
}
