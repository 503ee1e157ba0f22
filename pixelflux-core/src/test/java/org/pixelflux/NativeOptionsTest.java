// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of the native side are those of Java, and each does something. */
class NativeOptionsTest {

    private static final String STALE =
            "the native library was built of another table than Java: build it again";
    private static final Path SOURCES = Path.of("../native/src");

    @BeforeAll
    static void load() {
        Pixelflux.ensureAvailable();
    }

    /** In the order of the table: C++ lists them when it does not know one. */
    @Test
    void areThoseOfJava() {
        assertThatIllegalArgumentException()
                .as(STALE)
                .isThrownBy(() -> NativeCapture.open0("nothing=1\n", 1))
                .withMessageEndingWith(
                        "known options: "
                                + String.join(
                                        ", ",
                                        CaptureOption.all().stream()
                                                .map(CaptureOption::name)
                                                .toList()));
    }

    @Test
    void haveTheDefaultsOfJava() {
        List<String> expected =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .build()
                        .toNativeText()
                        .lines()
                        .map(line -> line.replaceFirst("\\.0$", ""))
                        .toList();
        long handle = NativeCapture.open0("source=synthetic\n", 1);
        try {
            assertThat(NativeCapture.describe0(handle).lines()).containsExactlyElementsOf(expected);
        } finally {
            NativeCapture.close0(handle);
        }
    }

    /** Every option that does not take any text. */
    static List<CaptureOption<?>> ranges() {
        return CaptureOption.all().stream().filter(row -> row.type() != String.class).toList();
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void haveTheRangesOfJava(CaptureOption<?> option) {
        assertThatIllegalArgumentException()
                .as(STALE)
                .isThrownBy(() -> NativeCapture.open0(option.name() + "=?\n", 1))
                .withMessage(option + ": ? is out of range, allowed " + option.range());
    }

    static List<CaptureOption<?>> options() {
        return CaptureOption.all();
    }

    @ParameterizedTest
    @MethodSource("options")
    void areObeyed(CaptureOption<?> option) throws IOException {
        String field = option.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        Pattern reading = Pattern.compile("(\\.|->|::)" + field + "\\b");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .filter(file -> !file.toString().contains("generated"))
                                    .anyMatch(file -> reading.matcher(read(file)).find()))
                    .as("write below native/src what %s does: nothing reads %s", option, field)
                    .isTrue();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
