// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelflux.support.NativeBundle;

/** The artifacts of natives list the parts of their library, and have their licences. */
class NativePartsTest {

    private static final Set<String> OWN =
            Set.of(
                    LibrarySearch.LIBRARY_FILE,
                    LibrarySearch.WAYLAND_FILE,
                    LibrarySearch.PORTAL_FILE);

    /**
     * libwayland-client is asked for when a Wayland compositor is captured, libpipewire and libdbus
     * when the screen of a desktop is, the sanitizers by a build of the nightly. Until glibc 2.34
     * libdl and libpthread were libraries of their own, which what is published still names.
     */
    private static final Set<String> SYSTEM =
            Set.of(
                    "ld-linux-aarch64.so.1",
                    "ld-linux-x86-64.so.2",
                    "libasan.so.8",
                    "libc.so.6",
                    "libdbus-1.so.3",
                    "libdl.so.2",
                    "libgcc_s.so.1",
                    "libm.so.6",
                    "libpipewire-0.3.so.0",
                    "libpthread.so.0",
                    "libstdc++.so.6",
                    "libubsan.so.1",
                    "libwayland-client.so.0");

    private static final Pattern COMMON_LICENSE =
            Pattern.compile("/usr/share/common-licenses/([A-Za-z]+(-[0-9]+(\\.[0-9]+)?)?)");

    private static String text(NativeBundle bundle, String name) throws IOException {
        return Files.readString(bundle.directory().resolve(name));
    }

    private static List<JsonNode> parts(NativeBundle bundle) throws IOException {
        JsonNode parts = new ObjectMapper().readTree(text(bundle, "bom.json")).path("components");
        return StreamSupport.stream(parts.spliterator(), false).toList();
    }

    @Test
    void theCoreHasNone() throws Exception {
        Path core =
                Path.of(
                        Pixelflux.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        assertThat(core.resolve("META-INF/native"))
                .as("left by an older build? Remove it")
                .doesNotExist();
    }

    @Test
    void onlyTheEditionWithGplHasX264() throws IOException {
        for (NativeBundle bundle : NativeBundle.values()) {
            boolean gpl = bundle == NativeBundle.GPL;
            assertThat(text(bundle, "files.txt").contains("x264")).isEqualTo(gpl);
            assertThat(text(bundle, "bom.json").contains("\"GPL-2.0-or-later\"")).isEqualTo(gpl);
            assertThat(bundle.directory().resolve("licenses/x264.txt").toFile().exists())
                    .isEqualTo(gpl);
            try (Stream<Path> files = Files.list(bundle.directory())) {
                assertThat(files.anyMatch(file -> file.toString().contains("-x264.so")))
                        .isEqualTo(gpl);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void areListedAsCycloneDx(NativeBundle bundle) throws IOException {
        assertThat(new JsonParser().validate(text(bundle, "bom.json"), Version.VERSION_16))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachHasAVersionAndALicence(NativeBundle bundle) throws IOException {
        assertThat(parts(bundle))
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        part -> {
                            assertThat(part.path("version").asText()).matches("[0-9]+\\.[0-9.]+");
                            assertThat(part.path("licenses")).isNotEmpty();
                        });
    }

    @ParameterizedTest
    @EnumSource
    void eachFileThatIsShippedIsAmongThem(NativeBundle bundle) throws IOException {
        List<String> listed =
                parts(bundle).stream()
                        .flatMap(part -> part.path("properties").findValuesAsText("value").stream())
                        .toList();
        List<String> shipped =
                text(bundle, "files.txt").lines().filter(file -> !OWN.contains(file)).toList();

        assertThat(shipped).hasSizeGreaterThan(3);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(shipped);
    }

    @ParameterizedTest
    @EnumSource
    void eachHasItsLicenceInTheJar(NativeBundle bundle) throws IOException {
        for (JsonNode part : parts(bundle)) {
            String text = text(bundle, "licenses/" + part.path("name").asText() + ".txt");
            assertThat(text)
                    .as("%s", part)
                    .containsIgnoringCase("copyright")
                    .hasSizeGreaterThan(1000);
            Matcher referred = COMMON_LICENSE.matcher(text);
            while (referred.find()) {
                String license = referred.group(1);
                assertThat(text(bundle, "licenses/common/" + license))
                        .as("%s, to which the licence of %s refers", license, part)
                        .hasSizeGreaterThan(5000);
            }
        }
        assertThat(text(bundle, "licenses/wayland-protocols.txt"))
                .contains("ext-image-copy-capture-v1", "wlr-screencopy-unstable-v1")
                .contains("Permission is hereby granted", "AS IS");
    }

    /** What readelf says of a file in the bundle: the values of one kind of entry. */
    private static List<String> entries(NativeBundle bundle, String file, String kind)
            throws Exception {
        String path = bundle.directory().resolve(file).toString();
        Process readelf =
                new ProcessBuilder("readelf", "-d", "-W", path).redirectErrorStream(true).start();
        String said = new String(readelf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(readelf.waitFor()).as(said).isZero();
        return Pattern.compile("\\(" + kind + "\\).*\\[(.+)]")
                .matcher(said)
                .results()
                .map(entry -> entry.group(1))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void haveNamesThatNoOtherProgramAsksFor(NativeBundle bundle) throws Exception {
        List<String> shipped = text(bundle, "files.txt").lines().toList();
        for (String file : shipped) {
            assertThat(file).startsWith("libpixelflux");
            assertThat(entries(bundle, file, "RUNPATH"))
                    .as("where %s looks", file)
                    .isSubsetOf("$ORIGIN");
            if (!OWN.contains(file)) {
                assertThat(entries(bundle, file, "SONAME")).containsExactly(file);
                assertThat(entries(bundle, file, "RUNPATH")).containsExactly("$ORIGIN");
            }
            assertThat(entries(bundle, file, "NEEDED"))
                    .as("what %s needs", file)
                    .isNotEmpty()
                    .allMatch(name -> shipped.contains(name) || SYSTEM.contains(name));
        }
    }
}
