// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the native side, as they arrive in Java. */
class ErrorMappingTest {

    @BeforeAll
    static void load() {
        Pixelflux.ensureAvailable();
    }

    @ParameterizedTest
    @EnumSource
    void codeIsTakenByName(PixelfluxException.Code code) {
        PixelfluxException error = new PixelfluxException(code.name(), "reason");
        assertThat(error.code()).isEqualTo(code);
        assertThat(error).hasMessage("reason");
        assertThat(error.isRetryable())
                .isEqualTo(
                        code == PixelfluxException.Code.DISPLAY
                                || code == PixelfluxException.Code.WINDOW
                                || code == PixelfluxException.Code.RESOURCES);
    }

    @Test
    void unknownCodeIsInternal() {
        assertThat(new PixelfluxException("NEW_ONE", "reason").code())
                .isEqualTo(PixelfluxException.Code.INTERNAL);
    }

    @Test
    void unknownDisplayIsADisplayError() {
        CaptureSettings settings = CaptureSettings.builder().display(":65000").build();
        assertThatExceptionOfType(PixelfluxException.class)
                .isThrownBy(() -> FrameReader.open(settings))
                .withMessageContaining(":65000")
                .satisfies(
                        e -> {
                            assertThat(e.code()).isEqualTo(PixelfluxException.Code.DISPLAY);
                            assertThat(e.isRetryable()).isTrue();
                        });
    }

    @Test
    void valueThatOnlyTheNativeSideSeesIsAnIllegalArgument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeCapture.open0("source=synthetic\njpegQuality=101\n", 1))
                .withMessageContaining("jpegQuality: 101 is out of range, allowed 1..100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeCapture.open0("colour=red\n", 1))
                .withMessageContaining("unknown option 'colour', known options: source, display");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeCapture.open0("width=wide\n", 1))
                .withMessageContaining("width: wide");
    }

    @Test
    void packetStaysUntilItIsTaken() {
        long handle = NativeCapture.open0("source=synthetic\nwidth=64\nheight=64\n", 1);
        try {
            assertThatExceptionOfType(PixelfluxException.class)
                    .isThrownBy(() -> NativeCapture.take0(handle, new byte[100_000]))
                    .withMessageContaining("no packet waits")
                    .satisfies(
                            e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.INTERNAL));
            int length = NativeCapture.await0(handle, -1);
            assertThat(NativeCapture.await0(handle, 0)).isEqualTo(length);
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> NativeCapture.take0(handle, new byte[length - 1]));
            byte[] packet = new byte[length];
            NativeCapture.take0(handle, packet);
            assertThat(packet).startsWith("PFX1".getBytes(StandardCharsets.US_ASCII));
        } finally {
            NativeCapture.close0(handle);
        }
    }
}
