// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.recording;

import org.pixelflux.OptionWord;

/** What a segment is. */
public enum SegmentFormat implements OptionWord {
    /** An MP4 file of its own, whose time begins at 0. */
    MP4,
    /**
     * A segment of CMAF, for HLS and DASH: it plays behind the init segment that came before it,
     * and its time goes on.
     */
    CMAF
}
