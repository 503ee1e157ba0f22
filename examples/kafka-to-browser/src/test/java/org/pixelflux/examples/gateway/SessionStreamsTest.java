// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pixelflux.relay.Relay;

class SessionStreamsTest {

    private long nanos = 7;
    private final SessionStreams streams =
            new SessionStreams(
                    3,
                    name ->
                            new SessionStream(
                                    new Relay(request -> {}, (delay, task) -> {}), () -> nanos));

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

    /** Each by the clock of its own machine. */
    @Test
    void forgetsTheOneThatWasSilentForLongestWhateverItsClockSays() {
        take("ahead", 9_000);
        pass(Duration.ofSeconds(1));
        take("a", 2_000);
        take("b", 1_000);
        pass(Duration.ofSeconds(1));
        take("c", 1_000);

        assertThat(streams.find("ahead")).isEmpty();
        assertThat(streams.all()).hasSize(3);
    }

    @Test
    void hasTheOneThatChangedLast() {
        assertThat(streams.latest()).isEmpty();

        take("a", 1_000);
        take("b", 2_000);
        assertThat(streams.latest()).contains(streams.get("b"));

        take("a", 3_000);
        assertThat(streams.latest()).contains(streams.get("a"));
    }

    @Test
    void leavesASilentOneForOneThatIsHeardWhateverItsClockSays() {
        take("ahead", 9_000_000);
        pass(SessionStream.USUAL_SILENCE.plusSeconds(1));
        assertThat(streams.latest()).as("none is heard").contains(streams.get("ahead"));

        streams.get("known by its key frames only");
        assertThat(streams.latest()).as("nor is this").contains(streams.get("ahead"));

        take("now", 1_000);
        assertThat(streams.latest()).contains(streams.get("now"));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void take(String session, long captureMillis) {
        streams.get(session)
                .take(
                        new TestRecord(1, 0, 0, true)
                                .with("pixelflux-session", session)
                                .with("pixelflux-capture-time", captureMillis)
                                .build());
    }
}
