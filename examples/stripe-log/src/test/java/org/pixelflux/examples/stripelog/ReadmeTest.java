// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.stripelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project does what its README.md shows. */
class ReadmeTest {

    @TempDir Path directory;

    @Test
    void itsJavaCompiles() throws IOException {
        assertThat(ReadmePrograms.compileTo(directory))
                .containsExactly("PrintStripes", "Screenshots", "OwnFrames", "DesktopRoute");
    }

    @Test
    void itsEndpointIsValid() throws Exception {
        Matcher uri = Pattern.compile("\"(pixelflux:[^\"]*)\"").matcher(ReadmePrograms.readme());
        assertThat(uri.find()).isTrue();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getEndpoint(uri.group(1))).isNotNull();
        }
    }
}
