// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.kafka;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pixelflux.examples.kafkabroker.LocalBroker;
import org.pixelflux.examples.records.ScreenTopics;

/** A broker for all tests of a class; each test has topics of its own name. */
final class SharedBroker implements BeforeAllCallback, AfterAllCallback {

    /** A machine with other work may take long for an acknowledgement. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LocalBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        broker = LocalBroker.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        broker.close();
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
