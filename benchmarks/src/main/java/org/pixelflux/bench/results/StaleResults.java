// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.PlainErrors;
import org.pixelflux.bench.ResultFiles;
import org.pixelflux.bench.run.Git;
import org.pixelflux.bench.run.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells which results are older than the code that they measure. */
@Command(
        name = "stale",
        description = {
            "Tells for each result which commit was measured, and which commits have touched the code"
                    + " that it measures since. Where the figures do not name their commit, it is"
                    + " the one that brought them.",
            "This is a report: it ends with code 0 whatever is stale."
        },
        mixinStandardHelpOptions = true)
public final class StaleResults implements Callable<Integer> {

    @Option(names = "--all", description = "name all commits, not only the last three")
    private boolean all;

    @Mixin private ResultPlaces places;

    private StaleResults() {}

    public static void main(String[] arguments) {
        System.exit(PlainErrors.of(new StaleResults()).execute(arguments));
    }

    /** What figures are of: the commit, and whether they say so themselves. */
    private record Origin(String commit, boolean told) {}

    @Override
    public Integer call() throws IOException {
        Git git = Git.here();
        if (git.isShallow()) {
            System.err.println(
                    "The history is cut off (a shallow clone): older commits are missing below.");
        }
        int stale = 0;
        List<Plan.Result> planned = places.planned();
        for (Plan.Result result : planned) {
            Path folder = places.results().resolve(result.name());
            Optional<Origin> origin = origin(git, folder);
            if (origin.isEmpty()) {
                System.out.printf(Locale.ROOT, "%s: not measured%n", result.name());
                continue;
            }
            if (result.paths().isEmpty()) {
                System.out.printf(Locale.ROOT, "%s: compares builds of its own%n", result.name());
                continue;
            }
            List<String> since = git.since(origin.get().commit(), result.paths());
            stale += since.isEmpty() ? 0 : 1;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s %s, %s%n",
                    result.name(),
                    origin.get().told() ? "measured" : "brought by",
                    git.summary(origin.get().commit()),
                    since.isEmpty()
                            ? "nothing of what it measures has changed"
                            : since.size() + " commits since have touched what it measures");
            int shown = all ? since.size() : Math.min(3, since.size());
            since.subList(0, shown).forEach(commit -> System.out.println("    " + commit));
            if (shown < since.size()) {
                System.out.println("    … and " + (since.size() - shown) + " more (--all)");
            }
        }
        System.out.printf(Locale.ROOT, "%d of %d results are stale.%n", stale, planned.size());
        return 0;
    }

    /** Of the oldest of its files. */
    private static Optional<Origin> origin(Git git, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<String> told = new ArrayList<>();
        List<String> brought = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                Measured.of(ResultFiles.read(file)).commit().ifPresent(told::add);
                git.last(file.toString()).ifPresent(brought::add);
            }
        }
        if (!told.isEmpty()) {
            return git.oldest(told).map(commit -> new Origin(commit, true));
        }
        if (brought.isEmpty()) {
            String page = folder.resolve("README.md").toString();
            git.lastOfLines("^\\|", page).ifPresent(brought::add);
        }
        return git.oldest(brought).map(commit -> new Origin(commit, false));
    }
}
