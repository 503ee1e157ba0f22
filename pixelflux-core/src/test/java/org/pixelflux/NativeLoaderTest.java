// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.support.JavaProgram;
import org.pixelflux.support.NativeBundle;

/** A JVM can try to load the library once, so every case has a JVM of its own. */
class NativeLoaderTest {

    private static final String PLATFORM = NativeBundle.platform();
    private static final String FREE = "org.pixelflux:pixelflux-natives-" + PLATFORM;

    @TempDir Path directory;

    private static Path bundle() {
        return NativeBundle.GPL.directory();
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
        String version = Pixelflux.version();
        String other = copyWithVersion(directory, "9");
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

    /** The library, as if its version began with this digit. Gives that version. */
    private static String copyWithVersion(Path to, String digit) throws IOException {
        try (Stream<Path> files = Files.list(bundle())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        Path library = to.resolve("libpixelflux_jni.so");
        byte[] bytes = Files.readAllBytes(library);
        String version = Pixelflux.version();
        String other = digit + version.substring(1);
        replace(bytes, "version=" + version, "version=" + other);
        Files.write(library, bytes);
        return other;
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
    void noArtifactWithTheLibrary() {
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .classPath(NativeBundle.classPathWith())
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("an artifact with the library: there is none")
                .contains("add " + FREE + ", which is free")
                .contains(FREE + "-gpl, which has x264 too")
                .contains("--add-modules org.pixelflux.natives." + PLATFORM.replace('-', '.'))
                .contains("Or set org.pixelflux.library");
    }

    @ParameterizedTest
    @CsvSource({"amd64, linux-x86_64", "aarch64, linux-aarch64"})
    void eachPlatformHasArtifactsOfItsOwn(String arch, String platform) {
        String[] attempts =
                attempts(
                        new JavaProgram()
                                .property("os.arch", arch)
                                .classPath(NativeBundle.classPathWith())
                                .run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("an artifact with the library: there is none")
                .contains("add org.pixelflux:pixelflux-natives-" + platform + ", which is free");
    }

    /** What the program says where these are the only artifacts of natives. */
    private static String said(List<NativeBundle> editions, String... arguments) {
        JavaProgram.Result result =
                new JavaProgram()
                        .classPath(
                                NativeBundle.classPathWith(editions.toArray(NativeBundle[]::new)))
                        .run(EditionProgram.class, arguments);
        return result.output() + result.errors();
    }

    @Test
    void editionWithGplWinsWhereBothAreThere() {
        assertThat(said(List.of(NativeBundle.FREE, NativeBundle.GPL), "auto"))
                .startsWith("[X264, OPENH264] x264 0.");
    }

    @Test
    void editionWithGplIsEnoughAlone() {
        assertThat(said(List.of(NativeBundle.GPL), "openh264"))
                .startsWith("[X264, OPENH264] OpenH264 ");
    }

    @Test
    void freeEditionEncodesByOpenH264() {
        assertThat(said(List.of(NativeBundle.FREE), "auto")).startsWith("[OPENH264] OpenH264 ");
    }

    @Test
    void freeEditionNamesTheArtifactThatHasWhatItLacks() {
        String remedy = "add " + FREE + "-gpl to the class path, which has it under the GPL";
        assertThat(said(List.of(NativeBundle.FREE), "x264"))
                .contains("ENCODER h264Encoder=x264 is not available")
                .contains(remedy);
        assertThat(said(List.of(NativeBundle.FREE), "auto", "h264FullColor"))
                .contains("h264FullColor: true is not possible with h264Encoder=openh264")
                .contains(remedy);
    }

    @Test
    void artifactOfAnotherVersionIsRefused() throws IOException {
        Path bundle =
                Files.createDirectories(
                        directory.resolve("META-INF/native/").resolve(bundle().getFileName()));
        copyWithVersion(bundle, "9");
        String classPath = directory + File.pathSeparator + NativeBundle.classPathWith();
        String[] attempts =
                attempts(new JavaProgram().classPath(classPath).run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("the library is of version 9")
                .contains("pixelflux-natives of its version");
    }

    @Test
    void otherPlatform() {
        String[] attempts =
                attempts(new JavaProgram().property("os.arch", "s390x").run(LoaderProgram.class));
        assertThat(attempts[0])
                .contains("there are artifacts for linux-x86_64, linux-aarch64")
                .contains("and this is Linux on s390x")
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
