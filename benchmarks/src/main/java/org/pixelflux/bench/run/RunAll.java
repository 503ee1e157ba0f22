// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.pixelflux.bench.Machine;
import org.pixelflux.bench.OptionChecks;
import org.pixelflux.bench.PlainErrors;
import org.pixelflux.bench.StolenTime;
import org.pixelflux.bench.tool.Build;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures everything that docs/results shows, cell by cell. */
@Command(
        name = "all",
        description = {
            "Measures everything that docs/results shows. It consists of parts of at most 75 minutes,"
                    + " and a part of cells: calls of one suite each. The figures of a cell are kept"
                    + " in the directory as soon as it is measured, and it is not measured again.",
            "It does not go on in a directory whose cells are of another build or processor, or of a"
                    + " commit that differs in more than docs and README.md. benchmarks/run write"
                    + " DIRECTORY makes the pages of docs/results of it.",
            "Ends with code 1 if a cell gave no figures, and with code 4 if there was no time for all"
                    + " of them; the next call goes on."
        },
        mixinStandardHelpOptions = true)
public final class RunAll implements Callable<Integer> {

    private static final int UNFINISHED = 4;

    /** What a cell takes at most that is only tried, more or less. */
    private static final int TRIED_SECONDS = 30;

    @Option(names = "--list", description = "only name the parts")
    private boolean list;

    @Option(names = "--plan", description = "only tell the cells and how long they would take")
    private boolean dry;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            split = ",",
            description = "the parts to measure (default: all but those that --list calls by name)")
    private List<String> parts = List.of();

    @Option(
            names = "--trial",
            description =
                    "only see that everything works: each cell once and for seconds. Such figures are"
                            + " never written to docs/results.")
    private boolean trial;

    @Option(
            names = "--minutes",
            description = "begin no cell that would end after that (default: ${DEFAULT-VALUE})")
    private int minutes = Plan.MOST_MINUTES;

    @Option(names = "--checkout", hidden = true, description = "given by benchmarks/run")
    private Path checkout = Path.of("");

    @Option(names = "--plan-file", hidden = true)
    private Path planFile;

    @Parameters(arity = "0..1", description = "for the figures; may be there already")
    private Path directory;

    @Spec private CommandSpec spec;

    private Plan plan;

    private RunAll() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return PlainErrors.of(new RunAll());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        plan = Plan.read(planFile == null ? checkout.resolve("benchmarks/plan.json") : planFile);
        for (String part : parts) {
            if (!plan.parts().containsKey(part)) {
                String known = "one of " + String.join(", ", plan.parts().keySet());
                throw OptionChecks.invalid(spec, "--part", part, known);
            }
        }
        OptionChecks.require(spec, "--minutes", minutes, 1, Plan.MOST_MINUTES);
        RunDirectory begun =
                directory == null || !Files.exists(directory.resolve("run.json"))
                        ? null
                        : RunDirectory.open(directory);
        if (list || dry) {
            tell(begun);
            return 0;
        }
        if (directory == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameter: DIRECTORY");
        }
        return measure(begun);
    }

    private List<String> wanted() {
        return parts.isEmpty() ? plan.usualParts() : parts;
    }

    /** A trial makes each call once. */
    private List<Cell> cells(String part) {
        return plan.cells(part).stream().filter(cell -> !trial || cell.repeat() == 1).toList();
    }

    private void tell(RunDirectory begun) throws IOException {
        double all = 0;
        for (String part : parts.isEmpty() ? plan.parts().keySet() : parts) {
            boolean counts = wanted().contains(part);
            double seconds = 0;
            int missing = 0;
            List<String> lines = new ArrayList<>();
            List<Cell> cells = cells(part);
            for (Cell cell : cells) {
                double expected = expected(cell, cells, begun);
                boolean there = begun != null && begun.has(cell);
                seconds += there ? 0 : expected;
                missing += there ? 0 : 1;
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "    %6.1f min  %s%s",
                                expected / 60,
                                cell.name(),
                                there ? ", measured" : ""));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s%s: %d cells, %d to measure, %.0f minutes: %s%n",
                    part,
                    counts ? "" : " (only by name)",
                    lines.size(),
                    missing,
                    seconds / 60,
                    plan.parts().get(part));
            if (dry) {
                lines.forEach(System.out::println);
            }
            all += counts ? seconds : 0;
        }
        System.out.printf(Locale.ROOT, "all: %.0f minutes%n", all / 60);
    }

    /** What cells of the same file took, or what the plan expects. */
    private double expected(Cell cell, List<Cell> cells, RunDirectory begun) throws IOException {
        int planned = cell.figures().seconds();
        if (trial) {
            planned = Math.min(TRIED_SECONDS, planned);
        }
        if (begun == null) {
            return planned;
        }
        List<Cell> alike =
                cells.stream().filter(other -> other.figures().equals(cell.figures())).toList();
        OptionalDouble measured = begun.secondsOf(alike);
        return measured.orElse(planned);
    }

    /** The commit whose code is measured: that of the cells which are there, if it is the same. */
    static String commit(Git git, RunDirectory begun) throws IOException {
        boolean same =
                begun != null && git.knows(begun.commit()) && git.sameOutsideDocs(begun.commit());
        return same ? begun.commit() : git.head();
    }

    private int measure(RunDirectory begun) throws IOException, InterruptedException {
        Build build = Build.in("here", checkout);
        Git git = Git.in(checkout);
        check(build, git);
        String commit = commit(git, begun);
        RunDirectory run =
                RunDirectory.resume(
                        directory, RunDirectory.Common.here(commit, build.sha256(), trial));
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        int failures = 0;
        int left = 0;
        for (String part : wanted()) {
            List<Cell> cells = cells(part);
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                if (run.has(cell)) {
                    continue;
                }
                // Shorter ones behind it wait too, so that repeats keep their turns.
                if (left > 0 || System.nanoTime() + expected(cell, cells, run) * 1e9 > end) {
                    left++;
                    continue;
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s, %d of %d: %s ... ",
                        part,
                        i + 1,
                        cells.size(),
                        cell.name());
                System.out.flush();
                String outcome = measure(run, cell);
                failures += outcome.startsWith("FAILED") ? 1 : 0;
                System.out.println(outcome);
            }
        }
        if (failures > 0) {
            System.err.println(
                    failures + " cells gave no figures; the .log files beside them say why");
            return 1;
        }
        if (left > 0) {
            System.out.println(
                    left + " cells are left, for which " + minutes + " minutes were too short");
            return UNFINISHED;
        }
        return 0;
    }

    /** Figures belong to a commit only if that is what was built. */
    private void check(Build build, Git git) throws IOException {
        if (trial) {
            return;
        }
        if (git.hasChanges()) {
            throw new IOException(
                    "The checkout differs from its commit; commit the changes, or use --trial");
        }
        long built = Files.getLastModifiedTime(build.jar()).toMillis() / 1000;
        if (built < git.time(git.lastOutsideDocs())) {
            throw new IOException(
                    build.jar()
                            + " is older than the commit; build it: mvn -B -DskipTests package");
        }
    }

    private String measure(RunDirectory run, Cell cell) throws IOException, InterruptedException {
        Path unfinished = run.unfinished(cell);
        List<String> called = cell.command(trial);
        List<String> command = new ArrayList<>();
        command.add(checkout.resolve("benchmarks/run").toAbsolutePath().toString());
        command.addAll(called);
        command.addAll(cell.output(unfinished.toAbsolutePath()));
        String loadBefore = Machine.load();
        StolenTime stolen = StolenTime.now();
        long start = System.nanoTime();
        Process suite =
                new ProcessBuilder(command)
                        .directory(checkout.toAbsolutePath().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(run.log(cell).toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        Thread ending = new Thread(suite::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        int code = suite.waitFor();
        Runtime.getRuntime().removeShutdownHook(ending);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0 || !Files.exists(unfinished)) {
            return String.format(
                    Locale.ROOT,
                    "FAILED with code %d after %.0f s, see %s",
                    code,
                    seconds,
                    run.log(cell));
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("command", "benchmarks/run " + String.join(" ", called));
        about.put("repeat", cell.repeat());
        about.put("seconds", seconds);
        about.put("loadBefore", loadBefore);
        about.put("loadAfter", Machine.load());
        about.put("stealPercent", StolenTime.now().percentSince(stolen));
        run.keep(cell, about);
        return String.format(
                Locale.ROOT, "%.0f s, steal %.1f %%", seconds, about.get("stealPercent"));
    }
}
