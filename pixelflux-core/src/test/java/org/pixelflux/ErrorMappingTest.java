// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
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
        assertThat(error.isRetryable()).isEqualTo(code == PixelfluxException.Code.DISPLAY);
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
                .isThrownBy(() -> ScreenCapture.open(settings))
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
                .isThrownBy(() -> NativeCapture.open0("source=synthetic\njpegQuality=101\n"))
                .withMessageContaining("jpegQuality: 101 is out of range, allowed 1..100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeCapture.open0("colour=red\n"))
                .withMessageContaining("unknown option 'colour', known options: source, display");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeCapture.open0("width=wide\n"))
                .withMessageContaining("width: wide");
    }

    @Test
    void heapBufferIsAnInternalError() {
        long handle = NativeCapture.open0("source=synthetic\nwidth=64\nheight=64\n");
        try {
            assertThatExceptionOfType(PixelfluxException.class)
                    .isThrownBy(() -> NativeCapture.next0(handle, ByteBuffer.allocate(100_000), 0))
                    .withMessageContaining("direct buffer")
                    .satisfies(
                            e -> assertThat(e.code()).isEqualTo(PixelfluxException.Code.INTERNAL));
        } finally {
            NativeCapture.close0(handle);
        }
    }
}
