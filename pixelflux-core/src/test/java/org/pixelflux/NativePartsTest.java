// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

/** The jar lists the parts of its native library. */
class NativePartsTest {

    private static final Set<String> OWN =
            Set.of(LibrarySearch.LIBRARY_FILE, LibrarySearch.WAYLAND_FILE);

    /**
     * libwayland-client is asked for when a Wayland compositor is captured, the sanitizers by a
     * build of the nightly.
     */
    private static final Set<String> SYSTEM =
            Set.of(
                    "ld-linux-x86-64.so.2",
                    "libasan.so.8",
                    "libc.so.6",
                    "libgcc_s.so.1",
                    "libm.so.6",
                    "libstdc++.so.6",
                    "libubsan.so.1",
                    "libwayland-client.so.0");

    private static final Pattern COMMON_LICENSE =
            Pattern.compile("/usr/share/common-licenses/([A-Za-z]+(-[0-9]+(\\.[0-9]+)?)?)");

    private static String resource(String name) throws IOException {
        String path = "/META-INF/native/linux-x86_64/" + name;
        try (InputStream file = NativePartsTest.class.getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<JsonNode> parts() throws IOException {
        JsonNode parts = new ObjectMapper().readTree(resource("bom.json")).path("components");
        return StreamSupport.stream(parts.spliterator(), false).toList();
    }

    @Test
    void areListedAsCycloneDx() throws IOException {
        assertThat(new JsonParser().validate(resource("bom.json"), Version.VERSION_16)).isEmpty();
    }

    @Test
    void eachHasAVersionAndALicence() throws IOException {
        assertThat(parts())
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        part -> {
                            assertThat(part.path("version").asText()).matches("[0-9]+\\.[0-9.]+");
                            assertThat(part.path("licenses")).isNotEmpty();
                        });
    }

    @Test
    void eachFileThatIsShippedIsAmongThem() throws IOException {
        List<String> listed =
                parts().stream()
                        .flatMap(part -> part.path("properties").findValuesAsText("value").stream())
                        .toList();
        List<String> shipped =
                resource("files.txt").lines().filter(file -> !OWN.contains(file)).toList();

        assertThat(shipped).hasSizeGreaterThan(3);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void eachHasItsLicenceInTheJar() throws IOException {
        for (JsonNode part : parts()) {
            String text = resource("licenses/" + part.path("name").asText() + ".txt");
            assertThat(text)
                    .as("%s", part)
                    .containsIgnoringCase("copyright")
                    .hasSizeGreaterThan(1000);
            Matcher referred = COMMON_LICENSE.matcher(text);
            while (referred.find()) {
                String license = referred.group(1);
                assertThat(resource("licenses/common/" + license))
                        .as("%s, to which the licence of %s refers", license, part)
                        .hasSizeGreaterThan(5000);
            }
        }
        assertThat(resource("licenses/wayland-protocols.txt"))
                .contains("ext-image-copy-capture-v1", "wlr-screencopy-unstable-v1")
                .contains("Permission is hereby granted", "AS IS");
    }

    /** What readelf says of a file in the bundle: the values of one kind of entry. */
    private static List<String> entries(String file, String kind) throws Exception {
        URL place =
                Objects.requireNonNull(
                        NativePartsTest.class.getResource("/META-INF/native/linux-x86_64/" + file));
        Process readelf =
                new ProcessBuilder("readelf", "-d", "-W", Path.of(place.toURI()).toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(readelf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(readelf.waitFor()).as(said).isZero();
        return Pattern.compile("\\(" + kind + "\\).*\\[(.+)]")
                .matcher(said)
                .results()
                .map(entry -> entry.group(1))
                .toList();
    }

    @Test
    void haveNamesThatNoOtherProgramAsksFor() throws Exception {
        List<String> shipped = resource("files.txt").lines().toList();
        for (String file : shipped) {
            assertThat(file).startsWith("libpixelflux");
            if (!OWN.contains(file)) {
                assertThat(entries(file, "SONAME")).containsExactly(file);
                assertThat(entries(file, "RUNPATH")).containsExactly("$ORIGIN");
            }
            assertThat(entries(file, "NEEDED"))
                    .as("what %s needs", file)
                    .isNotEmpty()
                    .allMatch(name -> shipped.contains(name) || SYSTEM.contains(name));
        }
    }
}
