// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pixelflux.relay.Relay;
import org.pixelflux.relay.RelayMessage;
import org.pixelflux.relay.Viewer;

/** Whatever is in the topics, a gateway shows it or ignores it, and goes on. */
class ScreenRecordPropertiesTest {

    private static final List<String> HEADERS =
            List.of(
                    "pixelflux-version",
                    "pixelflux-session",
                    "pixelflux-epoch",
                    "pixelflux-codec",
                    "pixelflux-frame-id",
                    "pixelflux-stripe-count",
                    "pixelflux-last-of-frame",
                    "pixelflux-key-frame",
                    "pixelflux-y",
                    "pixelflux-height",
                    "pixelflux-frame-width",
                    "pixelflux-frame-height",
                    "pixelflux-capture-time",
                    "pixelflux-part",
                    "pixelflux-parts",
                    "pixelflux-live-partition",
                    "pixelflux-live-offset");

    /** Some records, each with headers that say something else. */
    @Provide
    Arbitrary<List<Map<String, String>>> records() {
        Arbitrary<String> values =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.longs().map(String::valueOf),
                        Arbitraries.integers().between(-2, 200).map(String::valueOf),
                        Arbitraries.of("true", "false", "jpeg", "h264", "mixed", "2147483647"));
        return Arbitraries.maps(Arbitraries.of(HEADERS), values)
                .ofMaxSize(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 2000)
    void areShownOrLeftAside(@ForAll("records") List<Map<String, String>> records) {
        List<RelayMessage> shown = new ArrayList<>();
        Viewer viewer =
                (message, done) -> {
                    shown.add(message);
                    done.run();
                };
        Relay relay = new Relay(request -> {}, (delay, task) -> {});
        relay.subscribe(viewer, 1 << 20);
        SessionStream stream = new SessionStream(relay, System::nanoTime);
        KeyFrameIndex index = new KeyFrameIndex(() -> 0); // so that all are recent
        for (Map<String, String> headers : records) {
            TestRecord record = new TestRecord(1, 0, 0, true).at(0, 0);
            headers.forEach(record::with);
            takeOrLeaveAside(record.build(), stream, index);
        }
        assertThat(index.beginning(0, Long.MAX_VALUE)).isNotNegative();

        shown.clear();
        stream.take(new TestRecord(1L << 52, Long.MAX_VALUE, 1, true).build());
        assertThat(shown).as("what comes next is shown").isNotEmpty();
    }

    private static void takeOrLeaveAside(
            ScreenRecord record, SessionStream stream, KeyFrameIndex index) {
        try {
            index.take(record);
            stream.take(record);
        } catch (IllegalArgumentException aside) {
            assertThat(aside.getMessage()).isNotEmpty();
        }
    }
}
