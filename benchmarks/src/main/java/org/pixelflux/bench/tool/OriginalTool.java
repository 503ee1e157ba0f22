// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelflux.CaptureMode;

/**
 * The Python module that this project is compared with, as PyPI has it: the newest version, in an
 * environment of its own, which is made when it is first asked for.
 */
final class OriginalTool implements Tool {

    static final String NAME = "original";

    /** Where environments lie that the benchmarks make. */
    private static final String WORK = "pixelflux.bench.work";

    private static final String PROGRAM = "original.py";

    private final List<String> settings;

    /** With these settings, each as {@code name=value} of Python; its defaults for the others. */
    OriginalTool(List<String> settings) {
        this.settings = List.copyOf(settings);
    }

    @Override
    public String name() {
        return settings.isEmpty() ? NAME : NAME + "?" + String.join("&", settings);
    }

    @Override
    public String description() {
        String version =
                Programs.output(
                        python().toString(),
                        "-c",
                        "import importlib.metadata as m; print(m.version('pixelflux'))");
        return "pixelflux "
                + version.strip()
                + " of PyPI, Python, with "
                + (settings.isEmpty() ? "default settings" : String.join(", ", settings));
    }

    private static Path environment() {
        String work = System.getProperty(WORK, System.getProperty("java.io.tmpdir"));
        return Path.of(work, "original");
    }

    private static Path python() {
        return environment().resolve("bin/python");
    }

    private static boolean isInstalled() {
        return Files.isExecutable(python())
                && Programs.succeeds(python().toString(), "-c", "import pixelflux");
    }

    @Override
    public synchronized Optional<String> missing() {
        return Programs.missing("python3")
                .or(
                        () -> {
                            if (isInstalled()) {
                                return Optional.empty();
                            }
                            String environment = environment().toString();
                            String made =
                                    Programs.output("python3", "-m", "venv", "--clear", environment)
                                            + Programs.output(
                                                    python().toString(),
                                                    "-m",
                                                    "pip",
                                                    "install",
                                                    "--quiet",
                                                    "--disable-pip-version-check",
                                                    "--only-binary=:all:",
                                                    "pixelflux");
                            return isInstalled()
                                    ? Optional.empty()
                                    : Optional.of(
                                            "pixelflux of PyPI cannot be installed: "
                                                    + made.strip().replace('\n', ' '));
                        });
    }

    @Override
    public boolean has(CaptureMode mode) {
        return Tool.hasOneCodec(mode);
    }

    @Override
    public RunningTool start(Screen screen, CaptureMode mode) throws IOException {
        List<String> command = command(screen, mode);
        ProcessBuilder builder =
                new ProcessBuilder(screen.confined(command)).redirectError(Redirect.INHERIT);
        builder.environment().put("DISPLAY", screen.display());
        return new AnsweringProgram(NAME, builder.start());
    }

    @Override
    public Optional<List<String>> pictures(Screen screen, CaptureMode mode) throws IOException {
        List<String> command = command(screen, mode);
        command.add("--pictures");
        return Optional.of(command);
    }

    private List<String> command(Screen screen, CaptureMode mode) throws IOException {
        Path program = environment().resolve(PROGRAM);
        try (InputStream script = OriginalTool.class.getResourceAsStream(PROGRAM)) {
            Files.copy(script, program, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of(python().toString(), program.toString()));
        command.addAll(List.of("" + screen.width(), "" + screen.height(), mode.name()));
        command.addAll(settings);
        return command;
    }
}
