// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pixelflux.CaptureOption;

/** What Camel's tools show of the options is what a capture accepts. */
@Tag("camel-versions")
class PixelfluxMetadataTest {

    private static JsonObject metadata;

    @BeforeAll
    static void read() throws Exception {
        metadata = ComponentMetadata.read();
    }

    @Test
    void listsEveryOptionOfACaptureWithItsDefault() {
        JsonObject properties = metadata.getMap("properties");
        List<CaptureOption<?>> unset = new ArrayList<>();
        for (CaptureOption<?> option : CaptureOption.all()) {
            JsonObject property = properties.getMap(option.name());
            assertThat(property).as(option.name()).isNotNull();
            assertThat(property.getString("description")).as(option.name()).isNotBlank();
            Object defaultValue = property.get("defaultValue");
            // Camel's plugin writes false for every Boolean that need not be set.
            if (defaultValue == null
                    || "java.lang.Boolean".equals(property.getString("javaType"))) {
                unset.add(option);
            } else {
                assertThat((Object) option.parse(defaultValue.toString()))
                        .as("default of " + option.name())
                        .isEqualTo(option.defaultValue());
            }
        }
        assertThat(unset)
                .as("the one that must be given, and those whose default is nothing")
                .containsExactlyElementsOf(
                        CaptureOption.all().stream()
                                .filter(
                                        option ->
                                                option == CaptureOption.SOURCE
                                                        || option.defaultText().isEmpty())
                                .toList());
        assertThat(properties.<JsonObject>getMap("source").getString("kind")).isEqualTo("path");
    }

    @Test
    void listsTheWordsOfEveryOptionThatHasSome() {
        JsonObject properties = metadata.getMap("properties");
        for (CaptureOption<?> option : CaptureOption.all()) {
            if (option.type().isEnum()) {
                JsonObject property = properties.getMap(option.name());
                Collection<String> words = property.getCollection("enum");
                assertThat(String.join(", ", words)).as(option.name()).isEqualTo(option.range());
            }
        }
    }

    /** None opens anything by itself: see docs/decisions/camel-versions.md. */
    @Test
    void noOptionIsASecretThatCamelMasks() {
        JsonObject properties = metadata.getMap("properties");
        assertThat(properties.keySet()).contains("display", "watermarkPath", "captureId");
        for (String name : properties.keySet()) {
            JsonObject property = properties.getMap(name);
            assertThat(property.getBoolean("secret")).as(name).isFalse();
            String uri = "pixelflux:screen?" + name + "=value";
            // Camel hides the path, too, since a token is in its name.
            String logged = name.equals("restoreTokenFile") ? uri.replace("value", "xxxxxx") : uri;
            assertThat(URISupport.sanitizeUri(uri)).isEqualTo(logged);
        }
        assertThat(properties.<JsonObject>getMap("allowControlHeaders").getString("label"))
                .contains("security");
    }

    @Test
    void listsEveryHeader() throws IllegalAccessException {
        List<String> constants = new ArrayList<>();
        for (Field constant : PixelfluxConstants.class.getFields()) {
            constants.add((String) constant.get(null));
        }
        JsonObject headers = metadata.getMap("headers");
        assertThat(headers).hasSizeGreaterThan(30).containsOnlyKeys(constants);
    }
}
