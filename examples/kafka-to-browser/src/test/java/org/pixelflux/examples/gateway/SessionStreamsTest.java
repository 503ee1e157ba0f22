// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pixelflux.relay.Relay;

class SessionStreamsTest {

    private final SessionStreams streams =
            new SessionStreams(
                    3,
                    name ->
                            new SessionStream(
                                    new Relay(() -> {}, (delay, task) -> {}), System::nanoTime));

    @Test
    void keepsASessionForItsName() {
        assertThat(streams.get("a")).isSameAs(streams.get("a"));
        assertThat(streams.find("a")).contains(streams.get("a"));
        assertThat(streams.find("b")).isEmpty();
    }

    @Test
    void forgetsOneThatNobodyLooksAtWhenTheyAreTooMany() {
        streams.get("watched").relay().subscribe((message, done) -> done.run(), 1 << 20);
        for (int i = 0; i < 1000; i++) {
            streams.get("container-" + i);
        }

        assertThat(streams.all()).hasSize(3);
        assertThat(streams.find("watched")).isPresent();
        assertThat(streams.find("container-999")).isPresent();
    }

    @Test
    void keepsAllThatAreLookedAt() {
        for (int i = 0; i < 5; i++) {
            streams.get("watched-" + i).relay().subscribe((message, done) -> done.run(), 1 << 20);
        }

        assertThat(streams.all()).hasSize(5);
    }
}
