// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is a value of an option or is refused by name, and says the same when written. */
class CaptureOptionPropertiesTest {

    @Provide
    Arbitrary<CaptureOption<?>> options() {
        return Arbitraries.of(CaptureOption.all());
    }

    /** Words and numbers in and near the ranges, and anything else. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("0123456789.eE+-xdfN aI\n").ofMaxLength(12),
                Arbitraries.integers().between(-2, 20_000).map(String::valueOf),
                Arbitraries.doubles().between(-1, 300).map(String::valueOf),
                Arbitraries.of(
                        "true", "false", "TRUE", "jpeg", "h264", "crf", "cbr", "screen", "none"));
    }

    @Property
    void isAValueOrIsRefusedByName(
            @ForAll("options") CaptureOption<?> option, @ForAll("texts") String text) {
        try {
            assertSaysTheSameWhenWritten(option, text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).matches("(?s)" + option.name() + ": .+ allowed .+");
        }
    }

    private static <T> void assertSaysTheSameWhenWritten(CaptureOption<T> option, String text) {
        T value = option.parse(text);
        assertThat(option.parse(option.format(value))).isEqualTo(value);
    }

    @Property(tries = 2000)
    void aNameThatIsNoOptionIsRefused(@ForAll("texts") String name) {
        try {
            CaptureSettings.builder().set(name, "1");
            assertThat(CaptureOption.all()).extracting(CaptureOption::name).contains(name);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).contains(name);
        }
    }
}
