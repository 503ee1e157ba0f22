// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.FreePort;

/** The project's ./demo, in a directory with a space in its name, with what this build has made. */
class DemoIT {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern DISPLAY = Pattern.compile("virtual display, (:\\d+),");
    private static final Pattern ADDRESS = Pattern.compile("Open (http://\\S+) in a browser");

    @TempDir private Path directory;
    private Path copy;
    private Path built;
    private Path scratch;

    @BeforeEach
    void copyWhatItStarts() throws IOException {
        copy = directory.resolve("a project");
        scratch = Files.createDirectory(directory.resolve("its scratch"));
        for (String file :
                List.of(
                        "demo",
                        ".ci/packages.sh",
                        "examples/support/command-line/launch",
                        "examples/screen-to-browser/run",
                        "native/src/sources/x11/x11_source.cpp")) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(PROJECT.resolve(file), copy.resolve(file));
        }
        built = copy.resolve("examples/screen-to-browser/target");
        Files.createSymbolicLink(built, Path.of("target").toAbsolutePath());
        Path maven = Files.createDirectory(copy.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void keepWhatWasBuilt() throws IOException {
        Files.delete(built);
    }

    @Test
    void keepsOthersOutAndLeavesNothingBehind() throws Exception {
        int port = FreePort.find();
        Process demo = start("--port", "" + port);
        try (BufferedReader output = demo.inputReader()) {
            String display = await(output, DISPLAY);
            String address = await(output, ADDRESS);
            assertThat(address).matches("http://localhost:" + port + "/#token=[0-9a-f]{32}");
            assertThat(status(address)).isEqualTo(200);

            Path cookie = cookie();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cookie)))
                    .isEqualTo("rw-------");
            assertThat(canOpen(display, Path.of("/dev/null"))).as("without the cookie").isFalse();
            assertThat(canOpen(display, cookie)).isTrue();

            List<ProcessHandle> processes = demo.descendants().toList();
            assertThat(processes).hasSizeGreaterThan(7);
            assertThat(processes)
                    .anyMatch(
                            process ->
                                    process.info().commandLine().orElse("").contains("mode mixed"));
            demo.toHandle().destroy();
            assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();

            assertThat(demo.exitValue()).isEqualTo(128 + 15);
            assertThat(errors()).isEmptyFile();
            assertThat(processes).noneMatch(DemoIT::runs);
            assertThat(scratch).isEmptyDirectory();
            assertThat(Path.of("/tmp/.X11-unix/X" + display.substring(1))).doesNotExist();
        } finally {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    private Path errors() {
        return directory.resolve("errors");
    }

    @Test
    void refusesAModeThatThereIsNot() throws Exception {
        Process demo = start("--mode", "vp9");

        assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(demo.exitValue()).isEqualTo(2);
        assertThat(errors())
                .hasContent("demo: --mode: 'vp9' is out of range, allowed jpeg, h264, mixed");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", copy.resolve("demo").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors().toFile());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "XAUTHORITY"));
        builder.environment().put("TMPDIR", scratch.toString());
        builder.environment().merge("PATH", "", (path, none) -> copy.resolve("bin") + ":" + path);
        return builder.start();
    }

    private static String await(BufferedReader output, Pattern wanted) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("it has ended after: " + said);
    }

    private static int status(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Path cookie() throws IOException {
        try (Stream<Path> files = Files.walk(scratch)) {
            return files.filter(file -> file.endsWith("Xauthority")).findAny().orElseThrow();
        }
    }

    private static boolean canOpen(String display, Path cookie) throws Exception {
        ProcessBuilder client =
                new ProcessBuilder("xset", "-display", display, "q")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        client.environment().put("XAUTHORITY", cookie.toString());
        return client.start().waitFor() == 0;
    }

    /** One that has ended may be listed until somebody asks for its code. */
    private static boolean runs(ProcessHandle process) {
        try {
            String state = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return process.isAlive() && !state.contains(") Z ");
        } catch (IOException ended) {
            return false;
        }
    }
}
