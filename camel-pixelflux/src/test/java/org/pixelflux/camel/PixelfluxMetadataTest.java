// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureOption;

/** What Camel's tools show of the options is what a capture accepts. */
class PixelfluxMetadataTest {

    private static JsonObject metadata;

    @BeforeAll
    static void read() throws Exception {
        metadata = ComponentMetadata.read();
    }

    @Test
    void listsEveryOptionOfACaptureWithItsDefault() {
        JsonObject properties = metadata.getMap("properties");
        for (CaptureOption<?> option : CaptureOption.all()) {
            JsonObject property = properties.getMap(option.name());
            assertThat(property).as(option.name()).isNotNull();
            if (option == CaptureOption.SOURCE) {
                assertThat(property.getString("kind")).isEqualTo("path");
                continue;
            }
            String defaultText = property.getStringOrDefault("defaultValue", "");
            assertThat((Object) option.parse(defaultText))
                    .as("default of " + option.name())
                    .isEqualTo(option.defaultValue());
            assertThat(property.getString("description")).as(option.name()).isNotBlank();
        }
    }

    @Test
    void listsEveryHeader() {
        JsonObject headers = metadata.getMap("headers");
        assertThat(headers)
                .containsOnlyKeys(
                        PixelfluxConstants.TYPE,
                        PixelfluxConstants.FRAME_ID,
                        PixelfluxConstants.Y,
                        PixelfluxConstants.WIDTH,
                        PixelfluxConstants.HEIGHT,
                        PixelfluxConstants.KEY_FRAME,
                        PixelfluxConstants.CAPTURE_TIME,
                        PixelfluxConstants.LAST_OF_FRAME,
                        PixelfluxConstants.STRIPE_COUNT,
                        PixelfluxConstants.FRAME_WIDTH,
                        PixelfluxConstants.FRAME_HEIGHT,
                        PixelfluxConstants.CONTENT_TYPE,
                        PixelfluxConstants.MESSAGE_TIMESTAMP);
    }
}
