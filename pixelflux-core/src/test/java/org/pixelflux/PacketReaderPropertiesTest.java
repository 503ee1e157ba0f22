// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A packet that is damaged anywhere is read within its bounds, or refused as a fault of the native
 * library: never anything else.
 */
class PacketReaderPropertiesTest {

    /** Four bytes that say something else. */
    record Damage(int position, int value) {}

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<Integer> positions = Arbitraries.integers().between(0, 252);
        // A value near to a field's own gets further than another.
        Arbitrary<Integer> values =
                Arbitraries.oneOf(
                        Arbitraries.integers(),
                        Arbitraries.integers().between(-4, 260),
                        Arbitraries.integers().between(Integer.MAX_VALUE - 300, Integer.MAX_VALUE));
        return Combinators.combine(positions, values)
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void isReadWithinItsBoundsOrRefused(
            @ForAll("damages") List<Damage> damages,
            @ForAll @IntRange(min = -1, max = 300) int otherLength,
            @ForAll boolean keepLength) {
        ByteBuffer packet = PacketReaderTest.packetWithCursor();
        damages.forEach(damage -> packet.putInt(damage.position(), damage.value()));
        int length = keepLength ? PacketReaderTest.LENGTH_WITH_CURSOR : otherLength;

        try {
            PacketReader.hasNotices(packet, length);
            readStripes(packet, length);
            CursorReport cursor = PacketReader.cursor(packet, length);
            if (cursor != null && cursor.newShape() != null) {
                CursorShape shape = cursor.newShape();
                assertThat(shape.argbPremultiplied()).hasSize(shape.width() * shape.height());
            }
        } catch (PixelfluxException refused) {
            assertThat(refused.code()).isEqualTo(PixelfluxException.Code.INTERNAL);
            assertThat(refused).hasMessageContaining("packet");
        }
    }

    @Property
    void isReadOrRefusedInModeMixed(@ForAll("damages") List<Damage> damages) {
        ByteBuffer packet = PacketReaderTest.mixedPacket(PacketReaderTest.mixedMessage(), true);
        int length = packet.getInt(44);
        damages.stream()
                .filter(damage -> damage.position() <= length - 4)
                .forEach(damage -> packet.putInt(damage.position(), damage.value()));

        try {
            Frame frame = PacketReader.read(packet, length, new Generation());
            PacketReader.cursor(packet, length);
            for (FrameRectangle rectangle : frame.rectangles()) {
                assertThat(rectangle.payload()).hasSize(rectangle.payloadSize());
            }
        } catch (PixelfluxException refused) {
            assertThat(refused.code()).isEqualTo(PixelfluxException.Code.INTERNAL);
            assertThat(refused).hasMessageContaining("packet");
        }
    }

    private static void readStripes(ByteBuffer packet, int length) {
        int bytes = 0;
        int rows = 0;
        Frame frame = PacketReader.read(packet, length, new Generation());
        for (Stripe stripe : frame) {
            assertThat(stripe.y()).isGreaterThanOrEqualTo(rows);
            rows = stripe.y() + stripe.height();
            bytes += stripe.wireBytes().length;
            assertThat(stripe.payload().length).isBetween(0, stripe.wireSize());
        }
        assertThat(rows).isBetween(0, Math.max(0, frame.height()));
        assertThat(bytes).isLessThan(length);
    }
}
