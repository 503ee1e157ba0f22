// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotNameTest {

    private final TimeZone zone = TimeZone.getDefault();
    private final Locale locale = Locale.getDefault();

    @AfterEach
    void putBack() {
        TimeZone.setDefault(zone);
        Locale.setDefault(locale);
    }

    /** The clocks of Berlin show two to three twice. */
    @Test
    void sortsAndDiffersAcrossTheAutumnHour() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        Instant first = Instant.parse("2026-10-25T00:30:00Z");

        assertThat(SnapshotName.of(first, "A")).isEqualTo("20261025-003000.000Z-A.png");
        assertThat(SnapshotName.of(first.plusSeconds(3600), "B"))
                .isEqualTo("20261025-013000.000Z-B.png");
    }

    @Test
    void differsAtOneTime() {
        Instant now = Instant.now();

        assertThat(SnapshotName.of(now, "A")).isNotEqualTo(SnapshotName.of(now, "B"));
    }

    @Test
    void hasTheDigitsOfEveryLanguage() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));

        assertThat(SnapshotName.of(Instant.EPOCH, "A")).isEqualTo("19700101-000000.000Z-A.png");
    }
}
