// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureOption;

/** What the project's README.md shows is what the project does. */
class ReadmeTest {

    @TempDir Path directory;

    @Test
    void itsJavaCompiles() throws IOException {
        assertThat(ReadmePrograms.compileTo(directory))
                .containsExactly("PrintStripes", "Screenshots", "DesktopRoute");
    }

    @Test
    void itsEndpointIsValid() throws Exception {
        Matcher uri = Pattern.compile("\"(pixelflux:[^\"]*)\"").matcher(ReadmePrograms.readme());
        assertThat(uri.find()).isTrue();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getEndpoint(uri.group(1))).isNotNull();
        }
    }

    @Test
    void itsTableHasEveryOptionWithItsRange() throws IOException {
        List<String[]> rows =
                ReadmePrograms.readme()
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|"))
                        .toList();
        List<String> names = new ArrayList<>();
        for (String[] row : rows) {
            for (String cell : row[1].split(",")) {
                String name = cell.replace("`", "").strip();
                names.add(name);
                CaptureOption<?> option = CaptureOption.named(name);
                if (!option.defaultText().isEmpty()) {
                    String value = option.defaultText();
                    assertThat(row[2].replace("`", "").strip())
                            .as(name)
                            .isEqualTo(value.replaceAll("\\.0$", ""));
                }
                if (option != CaptureOption.DISPLAY && option != CaptureOption.SYNTHETIC_SEED) {
                    assertThat(row[3].strip()).as(name).isEqualTo(option.range());
                }
            }
        }
        assertThat(names)
                .containsExactlyElementsOf(
                        CaptureOption.all().stream().map(CaptureOption::name).toList());
    }
}
