// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Editors show for each property what they show for Camel's own starters: the description and
 * default of the component. Spring's processor sees neither in another jar, so they stand in a file
 * of their own. With {@code -Dpixelflux.docs.update=true} that is written anew instead of compared.
 */
@Tag("camel-versions")
class StarterMetadataTest {

    private static final String ADDITIONAL =
            "META-INF/additional-spring-configuration-metadata.json";
    private static final String REPAIR =
            "run this test with -Dpixelflux.docs.update=true to repair it, then build again";
    private static final String PREFIX = "camel.component.pixelflux.";

    @Test
    void addsWhatTheComponentSaysOfItsOptions() throws Exception {
        JsonArray properties = new JsonArray();
        component().forEach((name, option) -> properties.add(property(name, option)));
        properties.add(
                flag(
                        "enabled",
                        "Whether to enable auto configuration of the pixelflux component. This is"
                                + " enabled by default."));
        properties.add(
                flag(
                        "customizer.enabled",
                        "Whether the properties are given to components that the application has"
                                + " made itself, too."));
        JsonObject metadata = new JsonObject();
        metadata.put("properties", properties);
        metadata.put("ignored", Map.of("properties", List.of(Map.of("name", PREFIX + "source"))));
        String expected = Jsoner.prettyPrint(metadata.toJson()).replace("\t", "    ") + "\n";
        if (Boolean.getBoolean("pixelflux.docs.update")) {
            Files.writeString(Path.of("src/main/resources", ADDITIONAL), expected);
        } else {
            assertThat(Jsoner.deserialize(resource(ADDITIONAL)))
                    .as(REPAIR)
                    .isEqualTo(Jsoner.deserialize(expected));
        }
    }

    private static JsonObject property(String name, JsonObject option) {
        JsonObject property = new JsonObject();
        property.put("name", PREFIX + name);
        property.put("description", option.getString("description"));
        if (option.get("defaultValue") != null) {
            property.put("defaultValue", option.get("defaultValue"));
        }
        return property;
    }

    private static JsonObject flag(String name, String description) {
        JsonObject property = new JsonObject();
        property.put("name", PREFIX + name);
        property.put("type", "java.lang.Boolean");
        property.put("description", description);
        property.put("defaultValue", true);
        return property;
    }

    @Test
    void describesEveryProperty() throws Exception {
        JsonObject metadata =
                (JsonObject)
                        Jsoner.deserialize(resource("META-INF/spring-configuration-metadata.json"));
        Map<String, JsonObject> shown = new TreeMap<>();
        Collection<JsonObject> properties = metadata.getCollection("properties");
        for (JsonObject property : properties) {
            shown.put(property.getString("name").substring(PREFIX.length()), property);
        }

        assertThat(shown)
                .containsKeys("enabled", "customizer.enabled")
                .as("what only a URI says")
                .doesNotContainKey("source");
        for (Map.Entry<String, JsonObject> option : component().entrySet()) {
            JsonObject property = shown.get(option.getKey());
            assertThat(property).as(option.getKey()).isNotNull();
            assertThat(property.getString("description"))
                    .as("what editors show of %s; %s", option.getKey(), REPAIR)
                    .isEqualTo(option.getValue().getString("description"));
            assertThat(defaultOf(property)).isEqualTo(defaultOf(option.getValue()));
            assertThat(property.getString("type")).as(option.getKey()).isNotBlank();
        }
        assertThat(shown.values())
                .allSatisfy(property -> assertThat(property.getString("description")).isNotBlank());
    }

    /** As text: 60 where it is 60.0. */
    private static String defaultOf(JsonObject option) {
        Object value = option.get("defaultValue");
        return value instanceof Number
                ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** The options of the component by the names of their properties. */
    private static Map<String, JsonObject> component() throws Exception {
        JsonObject metadata =
                (JsonObject)
                        Jsoner.deserialize(resource("META-INF/org/pixelflux/camel/pixelflux.json"));
        JsonObject options = metadata.getMap("componentProperties");
        Map<String, JsonObject> byProperty = new TreeMap<>();
        for (String name : options.keySet()) {
            // Its options are properties themselves.
            if (!name.equals("configuration")) {
                JsonObject option = options.getMap(name);
                // Camel's plugin writes false for every Boolean that need not be set.
                if ("java.lang.Boolean".equals(option.getString("javaType"))) {
                    option.remove("defaultValue");
                }
                byProperty.put(dashed(name), option);
            }
        }
        return byProperty;
    }

    private static String dashed(String name) {
        StringBuilder dashed = new StringBuilder();
        for (char letter : name.toCharArray()) {
            if (Character.isUpperCase(letter)) {
                dashed.append('-');
            }
            dashed.append(Character.toLowerCase(letter));
        }
        return dashed.toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream =
                StarterMetadataTest.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
