// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.camel;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/** Shows every started capture of the context, as the operation status does. */
@DevConsole(
        name = "pixelflux",
        displayName = "Pixelflux",
        description = "Captures of screens and what they deliver")
public class PixelfluxDevConsole extends AbstractDevConsole {

    public PixelfluxDevConsole() {
        super("camel", "pixelflux", "Pixelflux", "Captures of screens and what they deliver");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> status : statuses()) {
            text.append("Capture ").append(status.get("captureId")).append(":\n");
            status.forEach(
                    (name, value) ->
                            text.append(
                                    String.format(
                                            Locale.ROOT,
                                            "    %s: %s%n",
                                            name,
                                            Objects.toString(value, ""))));
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put("captures", statuses());
        return root;
    }

    /**
     * Looks at all components of this kind, since a context may have several under different names.
     */
    private List<Map<String, Object>> statuses() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(PixelfluxComponent.class::isInstance)
                .map(component -> ((PixelfluxComponent) component).captures().all())
                .flatMap(Collection::stream)
                .map(CaptureStatus::of)
                .toList();
    }
}
