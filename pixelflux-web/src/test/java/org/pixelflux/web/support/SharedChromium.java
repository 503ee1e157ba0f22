// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser for the tests of all classes; each opens pages of its own, and closes them. {@code
 * kiosk.example} is a name of this machine that is not localhost: no secure context by http.
 */
public final class SharedChromium implements BeforeAllCallback {

    private Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        // The store closes it when the last class has been.
        chromium =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(SharedChromium.class))
                        .getOrComputeIfAbsent(Chromium.class, none -> start(), Chromium.class);
    }

    private static Chromium start() {
        try {
            return new Chromium("--host-resolver-rules=MAP kiosk.example 127.0.0.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link Chromium#open(String)}. */
    public Chromium.Tab open(String url) {
        return chromium.open(url);
    }

    /** As {@link Chromium#open(String, String)}. */
    public Chromium.Tab open(String url, String script) {
        return chromium.open(url, script);
    }
}
