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
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.picture.FrameNumber;

/** Whatever a client sends is one of the things that a page may say, or nothing. */
class ClientMessagePropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 9_007_199_254_740_991L;

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
                        Arbitraries.of(
                                "ping",
                                "keyFrame",
                                "settings",
                                "mode",
                                "quality",
                                "refresh",
                                "epoch",
                                "frame"),
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

    @Property(tries = 500)
    void readsWhichFrameAPageHas(
            @ForAll @LongRange(min = 0, max = LARGEST) long epoch,
            @ForAll @LongRange(min = 0, max = LARGEST) long frame) {
        String text = "{\"refresh\":{\"epoch\":" + epoch + ",\"frame\":" + frame + "}}";

        assertThat(ClientMessage.read(text).flatMap(ClientMessage::asksForRefresh))
                .contains(new FrameNumber(epoch, frame));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"epoch\":1}",
                "{\"frame\":1}",
                "{\"epoch\":-1,\"frame\":1}",
                "{\"epoch\":1,\"frame\":9007199254740992}",
                "{\"epoch\":1,\"frame\":99999999999999999999}",
                "{\"epoch\":1,\"frame\":1.5}",
                "{\"epoch\":\"x\",\"frame\":1}",
                "{\"epoch\":null,\"frame\":1}",
                "[1,1]",
                "true"
            })
    void anythingElseIsNoFrame(String refresh) {
        assertThat(
                        ClientMessage.read("{\"refresh\":" + refresh + "}")
                                .flatMap(ClientMessage::asksForRefresh))
                .isEmpty();
    }

    /** What may be switched stays within the two options and their values. */
    private static void readAndUse(String text) {
        Optional<ClientMessage> said = ClientMessage.read(text);
        said.map(ClientMessage::settings).ifPresent(ClientMessagePropertiesTest::use);
        assertThat(said.filter(ClientMessage::isPing).map(ClientMessage::ping).stream())
                .allSatisfy(ping -> assertThat(ping).isFinite());
        assertThat(said.flatMap(ClientMessage::asksForRefresh).stream())
                .allSatisfy(
                        since -> {
                            assertThat(since.epoch()).isBetween(0L, LARGEST);
                            assertThat(since.frame()).isBetween(0L, LARGEST);
                        });
    }

    private static void use(ViewSettings settings) {
        try {
            assertThat(settings.toUpdate().keySet()).isSubsetOf("mode", "jpegQuality", "h264Crf");
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).matches("(?s)(mode|quality): .* allowed .*");
        }
    }
}
