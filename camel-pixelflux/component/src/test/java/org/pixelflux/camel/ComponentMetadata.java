// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** What Camel's plugin has generated about the component, for tools and for the page. */
final class ComponentMetadata {

    private static final String RESOURCE = "/META-INF/org/pixelflux/camel/pixelflux.json";

    private ComponentMetadata() {}

    static JsonObject read() throws IOException, DeserializationException {
        try (InputStream json = ComponentMetadata.class.getResourceAsStream(RESOURCE);
                Reader text = new InputStreamReader(json, StandardCharsets.UTF_8)) {
            return (JsonObject) Jsoner.deserialize(text);
        }
    }
}
