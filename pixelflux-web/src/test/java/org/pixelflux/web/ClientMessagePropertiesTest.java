// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends is one of the things that a page may say, or nothing. */
class ClientMessagePropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** JSON of some depth, with our names and others. */
    @Provide
    Arbitrary<Object> values() {
        return values(3);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> plain =
                Arbitraries.oneOf(
                        Arbitraries.of(true, false, "jpeg", "h264", "low", "high", ""),
                        Arbitraries.doubles(),
                        Arbitraries.longs(),
                        Arbitraries.strings().ofMaxLength(10));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<String> names =
                Arbitraries.oneOf(
                        Arbitraries.of("ping", "keyFrame", "settings", "mode", "quality"),
                        Arbitraries.strings().ofMaxLength(5));
        Arbitrary<Object> inner = values(depth - 1);
        return Arbitraries.oneOf(
                plain,
                inner.list().ofMaxSize(3).map(Object.class::cast),
                Arbitraries.maps(names, inner).ofMaxSize(4).map(Object.class::cast));
    }

    @Property(tries = 2000)
    void anyJsonIsReadOrIsNothing(@ForAll("values") Object value) throws Exception {
        readAndUse(JSON.writeValueAsString(value));
    }

    @Property(tries = 2000)
    void jsonThatIsCutOffIsNothing(@ForAll("values") Object value) throws Exception {
        String text = JSON.writeValueAsString(Map.of("other", List.of(value)));

        assertThat(ClientMessage.read(text.substring(0, text.length() - 1))).isEmpty();
    }

    @Property(tries = 2000)
    void anyTextIsReadOrIsNothing(@ForAll String text) {
        readAndUse(text);
    }

    /** What may be switched stays within the two options and their values. */
    private static void readAndUse(String text) {
        Optional<ClientMessage> said = ClientMessage.read(text);
        said.map(ClientMessage::settings).ifPresent(ClientMessagePropertiesTest::use);
        assertThat(said.filter(ClientMessage::isPing).map(ClientMessage::ping).stream())
                .allSatisfy(ping -> assertThat(ping).isFinite());
    }

    private static void use(ViewSettings settings) {
        try {
            assertThat(settings.toUpdate().keySet()).isSubsetOf("mode", "jpegQuality", "h264Crf");
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).matches("(?s)(mode|quality): .* allowed .*");
        }
    }
}
