// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnexBTest {

    private static List<String> units(ByteBuffer bytes) {
        List<String> units = new ArrayList<>();
        AnnexB.read(
                bytes,
                (type, at, count) -> {
                    byte[] unit = new byte[count];
                    bytes.get(at, unit);
                    units.add(type + ":" + HexFormat.of().formatHex(unit));
                });
        return units;
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "000001, ''",
        "00000167, 7:67",
        "0000000167AA00000168BB, 7:67aa 8:68bb",
        "0000000165000003000001, 5:65000003",
        "00000165AA0000000000, 5:65aa",
        "AABB00000141, 1:41",
        "00000141000000000141, 1:41 1:41"
    })
    void findsUnits(String hex, String units) {
        assertThat(String.join(" ", units(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))))
                .isEqualTo(units);
    }

    /** Against a search that looks at every byte. */
    @Property(tries = 500)
    void skipsNoStartCode(@ForAll @Size(max = 60) List<@ByteRange(min = 0, max = 3) Byte> values) {
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i);
        }
        String hex = HexFormat.of().formatHex(bytes);
        List<String> expected = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at + 6 <= hex.length(); at += 2) {
            if (hex.startsWith("000001", at)) {
                starts.add(at);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : hex.length();
            String whole = hex.substring(starts.get(i) + 6, end);
            while (whole.endsWith("00")) {
                whole = whole.substring(0, whole.length() - 2);
            }
            if (!whole.isEmpty()) {
                expected.add((Integer.parseInt(whole.substring(0, 2), 16) & 0x1F) + ":" + whole);
            }
        }

        assertThat(units(ByteBuffer.wrap(bytes))).isEqualTo(expected);
    }
}
