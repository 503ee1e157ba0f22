// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The tables of the component's page have what its metadata has. With {@code
 * -Dpixelflux.docs.update=true} the page is written anew instead of compared.
 */
@Tag("camel-versions")
class PixelfluxDocumentationTest {

    private static final Path PAGE = Path.of("src/main/docs/pixelflux-component.adoc");

    @Test
    void showsTheTablesOfTheMetadata() throws Exception {
        JsonObject metadata = ComponentMetadata.read();
        JsonObject properties = metadata.getMap("properties");
        JsonObject component = metadata.getMap("componentProperties");
        String page = Files.readString(PAGE);
        String expected = page;
        component.keySet().removeAll(properties.keySet());
        expected = fill(expected, "path", options(properties, "path"));
        expected = fill(expected, "query", options(properties, "parameter"));
        expected = fill(expected, "component", options(component, "property"));
        expected = fill(expected, "headers", headers(metadata.getMap("headers")));
        if (Boolean.getBoolean("pixelflux.docs.update")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as("run this test with -Dpixelflux.docs.update=true to repair %s", PAGE)
                    .isEqualTo(expected);
        }
    }

    private static String options(JsonObject rows, String kind) {
        StringBuilder table = new StringBuilder("[cols=\"2,5,1,1\",options=\"header\"]\n|===\n");
        table.append("| Name | Description | Default | Type\n");
        for (String name : rows.keySet()) {
            JsonObject row = rows.getMap(name);
            if (kind.equals(row.getString("kind"))) {
                // Camel's plugin writes false for every Boolean that need not be set.
                boolean unset = "java.lang.Boolean".equals(row.getString("javaType"));
                String defaultValue = unset ? "" : row.getStringOrDefault("defaultValue", "");
                table.append("\n| `").append(name).append("`\n");
                table.append("| ").append(text(row)).append('\n');
                table.append("| ").append(defaultValue).append('\n');
                table.append("| ").append(type(row)).append('\n');
            }
        }
        return table.append("|===\n").toString();
    }

    private static String headers(JsonObject rows) {
        StringBuilder table = new StringBuilder("[cols=\"2,5,1\",options=\"header\"]\n|===\n");
        table.append("| Name | Description | Type\n");
        for (String name : rows.keySet()) {
            JsonObject row = rows.getMap(name);
            table.append("\n| `").append(name).append("`\n");
            table.append("| ").append(text(row)).append('\n');
            table.append("| ").append(row.getString("javaType")).append('\n');
        }
        return table.append("|===\n").toString();
    }

    private static String text(JsonObject row) {
        String description = row.getString("description").replace("|", "\\|");
        return row.getBooleanOrDefault("required", false)
                ? "*Required.* " + description
                : description;
    }

    private static String type(JsonObject row) {
        Collection<String> values = row.getCollection("enum");
        String javaType = row.getString("javaType");
        return values == null
                ? javaType.substring(javaType.lastIndexOf('.') + 1)
                : String.join(", ", values);
    }

    /** Puts {@code table} between the two comments that mark its place. */
    private static String fill(String page, String place, String table) {
        String start = "// " + place + ": START (generated from the component's metadata)\n";
        String end = "// " + place + ": END\n";
        assertThat(page).contains(start);
        int begins = page.indexOf(start) + start.length();
        int ends = page.indexOf(end, begins);
        assertThat(ends).as("where %s stands", end).isNotNegative();
        return page.substring(0, begins) + table + page.substring(ends);
    }
}
