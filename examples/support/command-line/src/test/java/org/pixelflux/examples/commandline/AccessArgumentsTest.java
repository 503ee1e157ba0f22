// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.web.AccessToken;
import org.pixelflux.web.Certificate;
import org.pixelflux.web.ViewerAccess;
import org.pixelflux.web.support.TestCertificate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

class AccessArgumentsTest {

    private static final String TOKEN = "0123456789abcdef-_XY";
    private static final AccessToken SECRET = new AccessToken(TOKEN);

    @Test
    void makeANewTokenAtEachStart() {
        AccessToken first = token(Map.of());

        assertThat(first.text()).matches("[0-9a-f]{32}");
        assertThat(token(Map.of()).text()).isNotEqualTo(first.text());
    }

    @Test
    void takeTheTokenOfTheCommandLineOrTheEnvironment() {
        Map<String, String> environment =
                Map.of(AccessArguments.TOKEN_VARIABLE, "fedcba9876543210");

        assertThat(token(environment).text()).isEqualTo("fedcba9876543210");
        assertThat(token(environment, "--token", TOKEN).text()).isEqualTo(TOKEN);
        assertThat(token(environment, "--no-token")).isNull();
    }

    @Test
    void refuseATokenThatIsNotWantedAndGivenAtOnce() {
        assertThatThrownBy(() -> token(Map.of(), "--no-token", "--token", TOKEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token: not allowed together with --no-token");
    }

    @Test
    void openTheKeyStoreWithThePasswordOfTheEnvironment(@TempDir Path directory) throws Exception {
        Certificate certificate = TestCertificate.in(directory);
        Map<String, String> environment =
                Map.of(AccessArguments.TLS_PASSWORD, TestCertificate.PASSWORD);

        ViewerAccess access =
                AccessArguments.of(
                        parse("--tls", certificate.keyStore().toString()), false, environment);

        assertThat(access.certificate()).isEqualTo(certificate);
    }

    @Test
    void sayWhereThePasswordBelongs() {
        ParseResult arguments = parse("--tls", "any.p12");

        assertThatThrownBy(() -> AccessArguments.of(arguments, false, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tls: ")
                .hasMessageContainingAll("any.p12", "PIXELFLUX_TLS_PASSWORD");
    }

    @Test
    void announceEveryAddressThatWorksAndWhatBrowsersNeedThere() {
        ViewerAccess access = new ViewerAccess("0.0.0.0", SECRET, false);
        List<String> urls = access.urls(9001);

        assertThat(urls)
                .allMatch(url -> url.startsWith("http://") && url.endsWith("/#token=" + TOKEN))
                .noneMatch(url -> url.contains("0.0.0.0"));
        assertThat(AccessArguments.announcement(access, "The screen is at", 9001, "--mode jpeg"))
                .isEqualTo(
                        "The screen is at "
                                + String.join("\n  and at ", urls)
                                + "\nOver http, browsers on other machines cannot decode H.264: add"
                                + " --tls FILE, or --mode jpeg");
        assertThat(AccessArguments.announcement(access, "The screen is at", 9001, null))
                .doesNotContain("H.264");
    }

    @Test
    void announceHttpsWhereThatIsSpoken(@TempDir Path directory) throws Exception {
        Certificate certificate = TestCertificate.in(directory);
        ViewerAccess access = new ViewerAccess("0.0.0.0", SECRET, false, 1, certificate);

        assertThat(access.urls(9001)).allMatch(url -> url.startsWith("https://"));
        assertThat(AccessArguments.announcement(access, "The screen is at", 9001, "--mode jpeg"))
                .doesNotContain("H.264");
    }

    @Test
    void announceNothingOfOthersForThisMachine() {
        assertThat(
                        AccessArguments.announcement(
                                ViewerAccess.LOCAL, "The screen is at", 9001, "--mode jpeg"))
                .isEqualTo("The screen is at http://localhost:9001/");
    }

    private static AccessToken token(Map<String, String> environment, String... arguments) {
        return AccessArguments.token(parse(arguments), environment);
    }

    private static ParseResult parse(String... arguments) {
        CommandSpec command = CommandSpec.create();
        AccessArguments.options().forEach(command::addOption);
        return new CommandLine(command).parseArgs(arguments);
    }
}
