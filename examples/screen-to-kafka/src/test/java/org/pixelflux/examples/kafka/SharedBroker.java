// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.records.ScreenTopics;

/** A broker for the tests of all classes; each test has topics of its own name. */
final class SharedBroker implements BeforeAllCallback {

    /** A machine with other work may take long for an acknowledgement. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LocalBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        // The store closes it when the last class has been.
        broker =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                        .getOrComputeIfAbsent(
                                LocalBroker.class, none -> start(), LocalBroker.class);
    }

    private static LocalBroker start() {
        try {
            return LocalBroker.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return broker.address();
    }

    /** Makes topics. */
    ScreenTopics topics(String name) throws Exception {
        ScreenTopics topics = new ScreenTopics(broker.address(), name, PATIENCE);
        topics.create();
        return topics;
    }
}
