// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

/** Where the fields of docs/wire.md lie in a message, which is a header, entries and payloads. */
final class MixedFrameForm {

    static final int HEADER_BYTES = 80;
    static final int ENTRY_BYTES = 28;

    /** From the beginning of the message. */
    static final int FLAGS_AT = 5;

    static final int REFRESH_BASE_AT = 32;
    static final int REFRESH_START_AT = 40;
    static final int COUNT_AT = 68;
    static final int LENGTH_AT = 72;

    /** From the beginning of an entry. */
    static final int ROLE_AT = 9;

    static final int FIRST = 1;
    static final int COMPLETE = 2;
    static final int REFRESH = 4;
    static final int FROM_NOTHING = 8;
    static final int LAST_PART = 16;
    static final int COARSE = 32;
    static final int ALL_FLAGS = FIRST | COMPLETE | REFRESH | FROM_NOTHING | LAST_PART | COARSE;

    private MixedFrameForm() {}
}
