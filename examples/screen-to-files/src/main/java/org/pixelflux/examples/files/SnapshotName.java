// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A snapshot's file: its time in UTC, which no hour has twice, so that names sort as they were
 * taken; and what is never the same again, since a clock may stand or be set back.
 */
final class SnapshotName {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private SnapshotName() {}

    /**
     * @param unique of all snapshots, as an exchange's id is
     */
    static String of(Instant time, String unique) {
        return TIME.format(time) + "-" + unique + ".png";
    }
}
