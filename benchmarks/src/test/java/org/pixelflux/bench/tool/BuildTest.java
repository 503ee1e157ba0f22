// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.CaptureMode;

class BuildTest {

    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path directory;

    @Test
    void isFoundInACheckoutBeforeTheFolderItself() throws Exception {
        Path target = Files.createDirectories(directory.resolve("benchmarks/target"));
        Files.writeString(directory.resolve("benchmarks.jar"), "another");
        Path jar = Files.writeString(target.resolve("benchmarks.jar"), "abc");

        assertThat(Build.in("after", directory))
                .isEqualTo(new Build("after", "unknown", SHA256_OF_ABC, jar));
    }

    @Test
    void isFoundInAFolder() throws Exception {
        Path jar = Files.writeString(directory.resolve("benchmarks.jar"), "abc");

        assertThat(Build.in("after", directory).jar()).isEqualTo(jar);
    }

    @Test
    void namesBothPlacesWhereItIsNot() {
        assertThatThrownBy(() -> Build.in("after", directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after has neither")
                .hasMessageContaining(
                        directory.resolve("benchmarks/target/benchmarks.jar").toString())
                .hasMessageContaining(directory.resolve("benchmarks.jar").toString());
    }

    @Test
    void knowsTheCommitOfACheckoutAndWhetherItWasChanged() throws Exception {
        Files.writeString(directory.resolve("benchmarks.jar"), "abc");
        Path file = Files.writeString(directory.resolve("file"), "committed");
        git("init", "-q");
        git("add", "file");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
        String commit = git("rev-parse", "HEAD");

        assertThat(Build.in("after", directory).commit()).isEqualTo(commit);

        Files.writeString(file, "changed");
        assertThat(Build.in("after", directory).commit()).isEqualTo(commit + " with changes");
    }

    private String git(String... arguments) {
        return Build.git(directory, arguments);
    }

    @Test
    void hasTheModesOfItsJarAndNoOthers() throws Exception {
        Path classes = directory.resolve("classes");
        Path jar = directory.resolve("benchmarks.jar");
        compileModes(classes, "JPEG");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("org/pixelflux/CaptureMode.class"));
            Files.copy(classes.resolve("org/pixelflux/CaptureMode.class"), out);
        }

        assertThat(Build.in("after", directory).has(CaptureMode.JPEG)).isTrue();
        assertThat(Build.in("after", directory).has(CaptureMode.H264)).isFalse();
    }

    @Test
    void hasJpegAndH264IfItsJarKnowsNoModes() throws Exception {
        Files.writeString(directory.resolve("benchmarks.jar"), "abc");

        assertThat(Build.in("before", directory).has(CaptureMode.JPEG)).isTrue();
        assertThat(Build.in("before", directory).has(CaptureMode.H264)).isTrue();
    }

    private static void compileModes(Path classes, String constants) throws Exception {
        Path source = Files.createDirectories(classes).resolve("CaptureMode.java");
        Files.writeString(
                source, "package org.pixelflux; public enum CaptureMode { " + constants + " }");
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, "-d", "" + classes, "" + source))
                .isZero();
    }

    @Test
    void isWrittenWithoutThePlaceOnThisMachine() throws Exception {
        Build build = new Build("after", "c0ffee", SHA256_OF_ABC, directory);

        assertThat(new ObjectMapper().writeValueAsString(build))
                .isEqualTo(
                        "{\"name\":\"after\",\"commit\":\"c0ffee\",\"sha256\":\""
                                + SHA256_OF_ABC
                                + "\"}");
    }

    @Test
    void itsProgramHasTheSameNameInEveryBuild() {
        assertThat(PixelfluxTool.PROGRAM).isEqualTo(PixelfluxProgram.class.getName());
    }

    @Test
    void itsToolGoesByItsName() {
        Build build = new Build("after", "c0ffee", SHA256_OF_ABC, directory);

        assertThat(Tools.ofBuild(build, "pixelflux").map(Tool::name)).hasValue("after");
        assertThat(Tools.ofBuild(build, "pixelflux?fps=30&crf=2").map(Tool::name))
                .hasValue("after?fps=30&crf=2");
        assertThat(Tools.ofBuild(build, "ffmpeg")).isEmpty();
    }
}
