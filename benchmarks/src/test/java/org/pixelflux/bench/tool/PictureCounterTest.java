// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.Codec;

class PictureCounterTest {

    private static long count(Codec codec, String hex, int pieceSize) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        PictureCounter counter = PictureCounter.of(codec);
        for (int from = 0; from < bytes.length; from += pieceSize) {
            byte[] piece =
                    Arrays.copyOfRange(bytes, from, Math.min(from + pieceSize, bytes.length));
            counter.add(piece, piece.length);
        }
        return counter.pictures();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void countsJpegImages(int pieceSize) {
        String image = "ff d8 ff e0 00 10 ff da 12 ff 00 d8 ff d0 ff d9";

        assertThat(count(Codec.JPEG, image + " " + image, pieceSize)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void countsPicturesOfSlices(int pieceSize) {
        String parameters = "00 00 00 01 67 88 00 00 00 01 68 88";
        String key = "00 00 01 65 88 12 00 00 01 65 04 12";
        String next = "00 00 00 01 41 9a 00 00 01 41 46 00 00 03 01 41";

        assertThat(count(Codec.H264, parameters + " " + key + " " + next, pieceSize)).isEqualTo(2);
    }
}
