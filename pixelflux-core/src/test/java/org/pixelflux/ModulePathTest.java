// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.support.NativeBundle;

/** A modular program, on the module path and as an image of its own. */
class ModulePathTest {

    private static final String MODULE = "module app { requires org.pixelflux.core; }";

    private static final String PROGRAM =
            """
            package app;

            import java.time.Duration;
            import org.pixelflux.*;

            public class Main {
                public static void main(String[] arguments) throws Exception {
                    CaptureSettings settings = CaptureSettings.builder().source(Source.SYNTHETIC)
                            .width(320).height(240).mode(CaptureMode.H264).build();
                    try (FrameReader capture = FrameReader.open(settings)) {
                        System.out.println(Main.class.getModule() + " has "
                                + capture.next(Duration.ofSeconds(60)).stripes().size()
                                + " stripes by " + FrameReader.class.getModule() + " and "
                                + capture.description().encoder().split(" ")[0]);
                    } catch (PixelfluxException e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            """;

    private static final String EXPECTED =
            "module app has 2 stripes by module org.pixelflux.core and ";

    private static final String FREE =
            "org.pixelflux.natives." + NativeBundle.platform().replace('-', '.');
    private static final String GPL = FREE + ".gpl";

    @TempDir static Path directory;

    private static String modulePath;

    private static Path core() {
        try {
            return Path.of(
                    Pixelflux.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the tests' class path: the core, what it requires, and both editions of the natives. */
    private static String modules() {
        List<String> modules = new ArrayList<>(List.of(core().toString()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (name.startsWith("slf4j-api") || name.startsWith("jspecify")) {
                modules.add(entry);
            }
        }
        modules.add(NativeBundle.FREE.entry());
        modules.add(NativeBundle.GPL.entry());
        assertThat(modules).hasSize(5);
        return String.join(File.pathSeparator, modules);
    }

    private static void run(String tool, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(to, to, arguments);
        assertThat(code).as("%s %s: %s", tool, Arrays.toString(arguments), said).isZero();
    }

    @BeforeAll
    static void compile() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src/app"));
        String module =
                Files.writeString(directory.resolve("src/module-info.java"), MODULE).toString();
        String program = Files.writeString(sources.resolve("Main.java"), PROGRAM).toString();
        String classes = directory.resolve("classes").toString();
        run("javac", "-p", modules(), "-d", classes, module, program);
        modulePath = classes + File.pathSeparator + modules();
    }

    private static String output(Path java, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.add("--enable-native-access=org.pixelflux.core");
        command.addAll(List.of(arguments));
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return output.strip();
    }

    private static String program(String... options) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-p", modulePath, "-m", "app/app.Main"));
        return output(java, arguments.toArray(new String[0]));
    }

    @Test
    void aModularProgramCapturesWithTheEditionThatItAdds() throws Exception {
        assertThat(program("--add-modules", FREE)).isEqualTo(EXPECTED + "OpenH264");
        assertThat(program("--add-modules", GPL)).isEqualTo(EXPECTED + "x264");
        assertThat(program("--add-modules", FREE + "," + GPL)).isEqualTo(EXPECTED + "x264");
    }

    @Test
    void aModularProgramWithoutNativesIsToldWhatToAdd() throws Exception {
        assertThat(program()).contains("there is none").contains("--add-modules " + FREE);
    }

    @Test
    void anImageCaptures() throws Exception {
        Path image = directory.resolve("image");
        run(
                "jlink",
                "-p",
                modulePath,
                "--add-modules",
                "app," + FREE,
                "--output",
                image.toString());
        Path java = image.resolve("bin/java");
        assertThat(output(java, "--add-modules", FREE, "-m", "app/app.Main"))
                .isEqualTo(EXPECTED + "OpenH264");
    }
}
