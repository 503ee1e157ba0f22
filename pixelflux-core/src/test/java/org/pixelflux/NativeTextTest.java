// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.PngFile;

/** Text is the same on both sides, also where JNI's own form of it is not UTF-8. */
class NativeTextTest {

    /** Beyond the basic plane, where JNI writes six bytes; and of two and of three bytes. */
    private static final String NAME = "\ud83d\ude80 \u00fc \u753b.png";

    private static final String NAME_FOR_PRINTF =
            "\\360\\237\\232\\200 \\303\\274 \\347\\224\\273.png";

    @TempDir Path directory;

    @BeforeAll
    static void load() {
        Pixelflux.ensureAvailable();
    }

    @Test
    void fileIsFoundWhateverItsName() throws Exception {
        PngFile.of(4, 4, 0xFF808080).write(directory.resolve("logo.png"));
        // Java's own files have the locale's names, and in some it has none for this one.
        shell("cp logo.png \"$(printf '" + NAME_FOR_PRINTF + "')\"");
        String path = directory + "/" + NAME;
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .set(CaptureOption.WATERMARK_PATH, path)
                        .watermarkLocation(WatermarkLocation.MIDDLE)
                        .build();
        try (NativeSession session = NativeSession.open(settings)) {
            assertThat(session.describe().lines()).contains("watermarkPath=" + path);
        } finally {
            shell("rm -r ./*");
        }
    }

    private void shell(String command) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("sh", "-c", command)
                        .directory(directory.toFile())
                        .inheritIO()
                        .start();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void errorNamesTheTextAsItWas() {
        String path = "/nowhere/" + NAME;
        CaptureSettings settings =
                CaptureSettings.builder()
                        .source(Source.SYNTHETIC)
                        .set(CaptureOption.WATERMARK_PATH, path)
                        .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeSession.open(settings))
                .withMessageContaining("cannot read '" + path + "' as a PNG file");
    }

    @Test
    void nulIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeCapture.open0("watermarkPath=/logo.png\0\n", 1))
                .withMessageStartingWith("watermarkPath: a NUL character is not allowed");
    }
}
