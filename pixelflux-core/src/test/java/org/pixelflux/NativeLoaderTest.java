// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.JavaProgram;

/** A JVM can try to load the library once, so every case has a JVM of its own. */
class NativeLoaderTest {

    @TempDir Path directory;

    private static Path classes() {
        try {
            return Path.of(
                    Pixelflux.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path bundle() {
        return classes().resolve("META-INF/native/linux-x86_64");
    }

    private static String[] attempts(JavaProgram.Result result) {
        assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(3);
        String[] attempts = result.output().split("end\n");
        assertThat(attempts).hasSize(2);
        assertThat(attempts[0]).startsWith("attempt 1 NATIVE_LIBRARY");
        assertThat(attempts[1])
                .as("the second use gives the same error")
                .isEqualTo(attempts[0].replaceFirst("attempt 1", "attempt 2"));
        assertThat(attempts[0]).contains("available=false");
        return attempts;
    }

    @Test
    void copyInTheJarWorksAndLeavesNoFile() throws IOException {
        JavaProgram.Result result =
                new JavaProgram()
                        .property("org.pixelflux.tmpdir", directory)
                        .run(LoaderProgram.class);
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output().lines())
                .containsExactly(
                        "attempt 1 loaded " + Pixelflux.version(),
                        "attempt 2 loaded " + Pixelflux.version(),
                        "JPEG stripes 4",
                        "H264 stripes 2");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void propertyMayNameTheFileOrItsDirectory() {
        for (Path place : new Path[] {bundle(), bundle().resolve("libpixelflux_jni.so")}) {
            JavaProgram.Result result =
                    new JavaProgram()
                            .property("org.pixelflux.library", place)
                            .run(LoaderProgram.class);
            assertThat(result.output()).as(result.errors()).contains("H264 stripes 2");
        }
    }

    @Test
    void propertyIsFinal() {
        Path missing = directory.resolve("missing.so");
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.library", missing)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("org.pixelflux.library=" + missing)
                .contains("is not a file")
                .doesNotContain("copy in the jar");
    }

    @Test
    void directoryWithoutTheLibrary() {
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.library", directory)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains(directory.resolve("libpixelflux_jni.so") + " is not a file");
    }

    @Test
    void fileThatIsNoLibrary() throws IOException {
        Path text = Files.writeString(directory.resolve("text.so"), "not an ELF file\n");
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.library", text)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("causes=1")
                .contains(text.toString())
                .contains("built for this machine");
    }

    @Test
    void libraryThatIsAnotherOne() throws IOException {
        Path other = directory.resolve("libpixelflux_jni.so");
        Files.copy(bundle().resolve("libpixelflux-xxhash.so.0"), other);
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.library", other)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("causes=1")
                .contains("does not belong to this version of pixelflux");
    }

    @Test
    void libraryWithoutItsNeighboursSaysWhatIsMissing() throws IOException {
        // No system has the neighbouring libraries: their names are our own.
        Files.copy(
                bundle().resolve("libpixelflux_jni.so"), directory.resolve("libpixelflux_jni.so"));
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.library", directory)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("libpixelflux-")
                .contains("cannot open shared object file")
                .contains("name a directory that has the library named too");
    }

    @Test
    void libraryOfAnotherVersionIsRefused() throws IOException {
        try (Stream<Path> files = Files.list(bundle())) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Path library = directory.resolve("libpixelflux_jni.so");
        byte[] bytes = Files.readAllBytes(library);
        String version = Pixelflux.version();
        String other = "9" + version.substring(1);
        replace(bytes, "version=" + version, "version=" + other);
        Files.write(library, bytes);
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.library", directory)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("causes=0")
                .contains("the library is of version " + other)
                .contains("the jar of pixelflux-core of version " + version)
                .contains("use both of one version: unset org.pixelflux.library");
    }

    private static void replace(byte[] bytes, String from, String to) {
        byte[] pattern = from.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + pattern.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                System.arraycopy(
                        to.getBytes(StandardCharsets.US_ASCII), 0, bytes, i, pattern.length);
                return;
            }
        }
        throw new IllegalStateException(from + " is not in the library");
    }

    @Test
    void temporaryDirectoryThatDoesNotExist() {
        Path missing = directory.resolve("missing");
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("org.pixelflux.tmpdir", missing)
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("causes=1")
                .contains("no directory can be made in " + missing)
                .contains("set org.pixelflux.tmpdir");
    }

    @Test
    void jarWithoutTheLibrary() throws IOException {
        Path packages = directory.resolve("org/pixelflux");
        Files.createDirectories(packages);
        try (Stream<Path> files = Files.list(classes().resolve("org/pixelflux"))) {
            for (Path file : files.toList()) {
                Files.copy(file, packages.resolve(file.getFileName()));
            }
        }
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(
                                entry ->
                                        Path.of(entry).equals(classes())
                                                ? directory.toString()
                                                : entry)
                        .collect(Collectors.joining(File.pathSeparator));
        String[] attempts =
                attempts(new JavaProgram().classPath(classPath).run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("the copy in the jar (META-INF/native/linux-x86_64/)")
                .contains("this build of the jar has none")
                .contains("build pixelflux-core with Maven, or set org.pixelflux.library");
    }

    @Test
    void otherPlatform() {
        String[] attempts =
                attempts(new JavaProgram().property("os.arch", "aarch64").run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("the jar has a library for linux-x86_64 and this is Linux on aarch64")
                .contains("build the library for it and set org.pixelflux.library");
    }

    /** Older JVMs do not know the flag. The nightly run has the newer one. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void deniedNativeAccessSaysWhatToDo() {
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .withoutNativeAccess()
                                .argument("--illegal-native-access=deny")
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("causes=1")
                .contains("start it with --enable-native-access=ALL-UNNAMED");
    }

    @Test
    void directoryMountedNoexecIsExplained() {
        assertThat(
                        LibrarySearch.remedy(
                                "/x/libpixelflux_jni.so: failed to map segment from shared object"))
                .contains("noexec")
                .contains("org.pixelflux.tmpdir");
    }

    @Test
    void libraryOfANewerSystemIsExplained() {
        assertThat(LibrarySearch.remedy("version `GLIBC_2.99' not found"))
                .contains("built for a newer system");
    }
}
