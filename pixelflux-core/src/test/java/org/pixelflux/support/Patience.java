// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long the tests wait for what must come: long enough for a machine that is busy with other
 * work, since no verdict may depend on how fast it is. Every module that has this package's jar
 * waits so long where it names no time (junit-platform.properties).
 */
public final class Patience implements BeforeAllCallback {

    /** Longer than anything takes that comes at all. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
