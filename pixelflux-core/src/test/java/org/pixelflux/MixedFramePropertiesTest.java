// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are: they are read within their bounds, or refused, and nothing else. */
class MixedFramePropertiesTest {

    /** A byte that says something else. */
    record Damage(int position, byte value) {}

    @Provide
    Arbitrary<List<Damage>> damages() {
        int length = MixedFrameTest.everything().bytes().length;
        Arbitrary<Byte> values =
                Arbitraries.oneOf(
                        Arbitraries.bytes(),
                        Arbitraries.of((byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 0x40));
        return Combinators.combine(Arbitraries.integers().between(4, length - 1), values)
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void damagedBytes(@ForAll("damages") List<Damage> damages) {
        byte[] message = MixedFrameTest.everything().bytes();
        damages.forEach(damage -> message[damage.position()] = damage.value());
        readOrRefuse(message);
    }

    @Property(tries = 2_000)
    void anyBytes(@ForAll @Size(max = 300) byte[] bytes) {
        readOrRefuse(bytes);
    }

    private static void readOrRefuse(byte[] message) {
        MixedFrame frame;
        try {
            frame = MixedFrame.parse(message);
        } catch (FrameFormatException refused) {
            assertThat(refused).hasMessageStartingWith("a frame in mode mixed ");
            return;
        }
        int payloads = 0;
        for (FrameRectangle rectangle : frame) {
            assertThat(rectangle.x() + rectangle.width()).isLessThanOrEqualTo(frame.width());
            assertThat(rectangle.y() + rectangle.height()).isLessThanOrEqualTo(frame.height());
            assertThat(rectangle.width()).isPositive();
            assertThat(rectangle.height()).isPositive();
            assertThat(rectangle.payload()).hasSize(rectangle.payloadSize());
            payloads += rectangle.payloadSize();
        }
        assertThat(80 + 28 * frame.rectangles().size() + payloads).isEqualTo(message.length);
        assertThat(frame.wireBytes()).isEqualTo(message);
        assertThat(frame.previous()).isBetween(0L, frame.id());
    }
}
