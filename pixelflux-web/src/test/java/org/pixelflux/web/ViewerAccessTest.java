// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelflux.web.support.TestCertificate;

class ViewerAccessTest {

    private static final String TOKEN = "0123456789abcdef-_XY";
    private static final AccessToken SECRET = new AccessToken(TOKEN);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void needsNoTokenOnThisMachineAlone(String bind) {
        ViewerAccess access = new ViewerAccess(bind, null, false);

        assertThat(access.allows("http://localhost:9001", "localhost:9001", null)).isTrue();
        assertThat(access.allows("http://evil.example", "localhost:9001", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void needsATokenWhereOthersCanReachIt(String bind) {
        assertThatThrownBy(() -> new ViewerAccess(bind, null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "bind: "
                                + bind
                                + " can be reached from other machines, not allowed without"
                                + " a token");
        assertThat(new ViewerAccess(bind, SECRET, false).token()).isEqualTo(SECRET);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new ViewerAccess("no.such.host.invalid", null, false))
                .hasMessage("bind: 'no.such.host.invalid' is not an address of this machine");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void refusesALimitThatIsNone(int viewers) {
        assertThatThrownBy(() -> new ViewerAccess("127.0.0.1", null, false, viewers, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("viewers: " + viewers + " is out of range, allowed 1..10000");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://10.1.2.3:9001, 10.1.2.3:9001, " + TOKEN + ", true",
                "http://desk.example:9001, desk.example:9001, " + TOKEN + ", true",
                "-, 10.1.2.3:9001, " + TOKEN + ", true",
                "http://10.1.2.3:9001, 10.1.2.3:9001, -, false",
                "http://10.1.2.3:9001, 10.1.2.3:9001, 0123456789abcdef-_Xy, false",
                "http://evil.example, 10.1.2.3:9001, " + TOKEN + ", false",
                "-, 10.1.2.3:9001, -, false",
            })
    void asksForTheTokenWhereThereIsOne(String origin, String host, String shown, boolean allowed) {
        ViewerAccess access = new ViewerAccess("0.0.0.0", SECRET, false);

        assertThat(access.allows(origin, host, shown)).isEqualTo(allowed);
    }

    @Test
    void asksForTheTokenOnThisMachineToo() {
        ViewerAccess access = new ViewerAccess("127.0.0.1", SECRET, false);

        assertThat(access.allows("http://localhost:9001", "localhost:9001", null)).isFalse();
    }

    @Test
    void saysWhereThisMachineOpensThePage() {
        assertThat(ViewerAccess.LOCAL.url(9001)).isEqualTo("http://localhost:9001/");
        assertThat(new ViewerAccess("0.0.0.0", SECRET, false).url(80))
                .isEqualTo("http://localhost:80/#token=" + TOKEN);
    }

    @Test
    void hasAnUrlForEveryAddressThatWorks() {
        assertThat(new ViewerAccess("0.0.0.0", SECRET, false).urls(9001))
                .allMatch(url -> url.startsWith("http://") && url.endsWith("/#token=" + TOKEN))
                .noneMatch(url -> url.contains("0.0.0.0"));
    }

    @Test
    void hasHttpsUrlsWhereThatIsSpoken(@TempDir Path directory) throws Exception {
        Certificate certificate = TestCertificate.in(directory);
        ViewerAccess access = new ViewerAccess("0.0.0.0", SECRET, false, 1, certificate);

        assertThat(access.urls(9001)).allMatch(url -> url.startsWith("https://"));
    }

    @Test
    void knowsWhetherOtherMachinesReachIt() {
        assertThat(ViewerAccess.LOCAL.isLocal()).isTrue();
        assertThat(new ViewerAccess("0.0.0.0", SECRET, false).isLocal()).isFalse();
    }
}
