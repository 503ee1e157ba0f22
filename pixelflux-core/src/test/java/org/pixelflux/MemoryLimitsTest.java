// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.pixelflux.support.JavaProgram;

/** Captures whose frames are large, in JVMs that have little memory. */
class MemoryLimitsTest {

    /** A frame of 4K noise is larger than all direct memory that there is. */
    @Test
    void capturesNeedNoDirectMemory() {
        JavaProgram.Result result =
                new JavaProgram()
                        .argument("-XX:MaxDirectMemorySize=1m")
                        .argument("-XX:+DisableExplicitGC")
                        .argument("-Xmx128m")
                        .run(NoiseProgram.class, "3", "3840", "2160");

        assertThat(result.errors()).doesNotContain("OutOfMemoryError");
        assertThat(result.output().lines())
                .startsWith(Collections.nCopies(3, "frames 0 and 1").toArray(String[]::new));
    }

    @Test
    void whatDoesNotFitIsATypedErrorAndLeavesRoomForWhatDoes() {
        JavaProgram.Result result =
                new JavaProgram()
                        .argument("-XX:+UseSerialGC")
                        .argument("-Xmx10m")
                        .run(NoiseProgram.class, "2", "3840", "2160");

        assertThat(result.errors()).doesNotContain("OutOfMemoryError");
        assertThat(result.output().lines())
                .containsExactly(
                        "RESOURCES retryable", "RESOURCES retryable", "then frames 0 and 1");
    }

    /** A gigabyte of pixels, where the whole program may have less. */
    @Test
    void whatNativeCodeHasNoMemoryForIsATypedError() {
        JavaProgram.Result result =
                new JavaProgram()
                        .argument("-XX:+UseSerialGC")
                        .argument("-Xmx32m")
                        .argument("-XX:ReservedCodeCacheSize=32m")
                        .argument("-XX:CompressedClassSpaceSize=32m")
                        .addressSpace(1 << 30)
                        .run(SnapshotProgram.class, "16384", "16384");

        assertThat(result.output().lines()).as(result.errors()).containsExactly("RESOURCES");
    }

    @Test
    void snapshotThatDoesNotFitIsATypedError() {
        JavaProgram.Result result =
                new JavaProgram().argument("-Xmx32m").run(SnapshotProgram.class, "3840", "2160");

        assertThat(result.output().lines()).containsExactly("RESOURCES");
    }

    @Test
    void pictureThatDoesNotFitIsATypedErrorAndLeavesRoomForOneThatDoes() {
        JavaProgram.Result result =
                new JavaProgram()
                        .argument("-XX:+UseSerialGC")
                        .argument("-Xmx10m")
                        .argument("-XX:MaxDirectMemorySize=64m")
                        .run(LargePictureProgram.class);

        assertThat(result.output().lines())
                .as(result.errors())
                .containsExactly(
                        "image: RESOURCES",
                        "scaled image: RESOURCES",
                        "buffer: RESOURCES",
                        "file: RESOURCES",
                        "small image: 200");
    }

    @Test
    void fileOfAnImageThatDoesNotFitIsATypedError() {
        JavaProgram.Result result =
                new JavaProgram()
                        .argument("-XX:+UseSerialGC")
                        .argument("-Xmx44m")
                        .run(LargePictureProgram.class, "image");

        assertThat(result.output().lines())
                .as(result.errors())
                .containsExactly("file of an image: RESOURCES");
    }
}
