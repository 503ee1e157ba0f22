// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.examples.support.RunScript;
import org.pixelflux.support.FreePort;

/** The program as a person starts it: its script, from another directory. */
class RunScriptIT {

    @TempDir private Path elsewhere;

    @Test
    void endsOnSigterm() throws Exception {
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(elsewhere, "--source", "synthetic", "--port", port)) {
            assertThat(program.line())
                    .containsPattern("http://localhost:" + port + "/#token=[0-9a-f]{32} ");

            // exec: the script has become the program, so the signal reaches it.
            program.terminate();

            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(program.line()).as("nothing more is said").isNull();
            assertThat(program.errors()).isEmpty();
        }
    }

    @Test
    void saysWhichAddressesWorkAndWhatBrowsersNeedThere() throws Exception {
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(
                        elsewhere,
                        "--source",
                        "synthetic",
                        "--mode",
                        "h264",
                        "--bind",
                        "0.0.0.0",
                        "--port",
                        port)) {
            List<String> hosts = new ArrayList<>();
            String line = program.line();
            for (; !line.startsWith("Over http"); line = program.line()) {
                Matcher url = Pattern.compile("at http://(.*):" + port + "/#token=").matcher(line);
                assertThat(url.find()).as(line).isTrue();
                hosts.add(url.group(1));
            }

            assertThat(line).contains("--tls", "--mode mixed --videoRectangles false");
            assertThat(hosts)
                    .contains("localhost")
                    .allSatisfy(host -> new Socket(host, Integer.parseInt(port)).close());
        }
    }

    @Test
    void helps() throws Exception {
        try (RunScript program = RunScript.start(elsewhere, "--help")) {
            StringBuilder help = new StringBuilder();
            for (String line = program.line(); line != null; line = program.line()) {
                help.append(line).append('\n');
            }

            assertThat(help).contains("--port", "--display", "--h264Crf");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        RunScript.assertSaysThatItsPortIsInUse(elsewhere, "screen-to-browser");
    }

    @Test
    void saysInOneLineThatThereIsNoSuchDisplay() throws Exception {
        String port = String.valueOf(FreePort.find());
        try (RunScript program =
                RunScript.start(elsewhere, "--display", ":64999", "--port", port)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors())
                    .startsWith("screen-to-browser: ")
                    .contains(":64999")
                    .hasLineCount(1);
        }
    }

    @Test
    void saysWhatToDoWhenNotBuilt() throws Exception {
        Path launcher = Path.of("../support/command-line/launch").toAbsolutePath();
        Files.createDirectories(elsewhere.resolve("support/command-line"));
        Files.createDirectories(elsewhere.resolve("screen-to-browser"));
        Files.copy(launcher, elsewhere.resolve("support/command-line/launch"));
        Path script =
                Files.copy(
                        Path.of("run").toAbsolutePath(),
                        elsewhere.resolve("screen-to-browser/run"));

        try (RunScript program = RunScript.start(script, elsewhere, "--help")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors()).contains("not built").contains("mvn");
        }
    }
}
