// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What GraalVM is told of JNI is what the native library asks for. No image is built here. */
class NativeImageMetadataTest {

    private static final Path JNI = Path.of("../native/jni");
    private static final String METADATA =
            "/META-INF/native-image/org.pixelflux/pixelflux-core/reachability-metadata.json";
    private static final Pattern CLASS = Pattern.compile("\"((?:java|org)/[\\w/]+)\"");
    private static final Pattern METHOD = Pattern.compile("\"(<init>|get\\w+)\"");

    private static JsonNode metadata() throws IOException {
        try (InputStream file = NativeImageMetadataTest.class.getResourceAsStream(METADATA)) {
            return new ObjectMapper().readTree(file);
        }
    }

    private static Set<String> inSources(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.list(JNI)) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".cpp")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(source));
                while (matcher.find()) {
                    found.add(matcher.group(1).replace('/', '.'));
                }
            }
        }
        return found;
    }

    @Test
    void namesTheClassesThatTheSourcesName() throws IOException {
        Set<String> named = new TreeSet<>();
        metadata().path("jni").forEach(type -> named.add(type.path("type").asText()));
        assertThat(named).isEqualTo(inSources(CLASS)).hasSizeGreaterThan(2);
    }

    @Test
    void namesTheMethodsThatTheSourcesNameAndTheyExist() throws Exception {
        Set<String> named = new TreeSet<>();
        for (JsonNode type : metadata().path("jni")) {
            Class<?> declaring = Class.forName(type.path("type").asText());
            for (JsonNode method : type.path("methods")) {
                List<Class<?>> parameters = new ArrayList<>();
                for (JsonNode parameter : method.path("parameterTypes")) {
                    parameters.add(
                            parameter.asText().equals("byte[]")
                                    ? byte[].class
                                    : Class.forName(parameter.asText()));
                }
                String name = method.path("name").asText();
                Class<?>[] types = parameters.toArray(new Class<?>[0]);
                Executable there =
                        name.equals("<init>")
                                ? declaring.getDeclaredConstructor(types)
                                : declaring.getDeclaredMethod(name, types);
                assertThat(there).isNotNull();
                named.add(name);
            }
        }
        assertThat(named).isEqualTo(inSources(METHOD));
    }
}
