// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/options.md says of every option what the option says of itself. */
class OptionsPageTest {

    @Test
    void hasEveryOptionWithDefaultRangeAndText() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("../docs/options.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertThat(rows)
                .map(row -> row.split("`")[1])
                .containsExactlyElementsOf(
                        CaptureOption.all().stream().map(CaptureOption::name).toList());
        for (CaptureOption<?> option : CaptureOption.all()) {
            String[] cells =
                    rows.get(CaptureOption.all().indexOf(option)).replace("`", "").split("\\|");
            String byDefault =
                    option == CaptureOption.USE_PAINT_OVER_QUALITY
                            ? "true with mode=mixed, else false"
                            : option.defaultText().replaceAll("\\.0$", "");
            assertThat(cells[2].strip()).as("default of %s", option).isEqualTo(byDefault);
            if (option != CaptureOption.SYNTHETIC_SEED) {
                assertThat(cells[3].strip()).as("range of %s", option).isEqualTo(option.range());
            }
            assertThat(cells[4].strip()).isEqualTo(option.description());
        }
    }
}
