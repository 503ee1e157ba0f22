// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.pixelflux.bench.PlainErrors;
import org.pixelflux.bench.ResultPlots;
import org.pixelflux.bench.run.Plan;
import org.pixelflux.bench.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the tables and plots of docs/results from the JSON beside them. */
@Command(
        name = "write",
        description = {
            "Writes the marked tables of docs/results, docs/performance.md and README.md from JSON. With a directory of"
                    + " benchmarks/run all, first copies what is complete there to docs/results and"
                    + " draws the plots.",
            "Ends with code 1 if a table cannot be written, or with --check if one is not what would"
                    + " be written."
        },
        mixinStandardHelpOptions = true)
public final class WriteResults implements Callable<Integer> {

    @Option(names = "--check", description = "write nothing, and name the pages that would change")
    private boolean check;

    @Mixin private ResultPlaces places;

    @Parameters(arity = "0..1", description = "where benchmarks/run all has measured")
    private Path directory;

    private WriteResults() {}

    public static void main(String[] arguments) {
        System.exit(PlainErrors.of(new WriteResults()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (directory != null && !check) {
            copy();
        }
        int failures = 0;
        List<Path> pages = new ArrayList<>(pages(places.results()));
        pages.addAll(summaries(places.results()));
        for (Path page : pages) {
            try {
                ResultPage before = ResultPage.read(page);
                String after = before.written(ResultTables.ALL);
                if (!after.equals(Files.readString(page))) {
                    System.out.println(page);
                    failures += check ? 1 : 0;
                    if (!check) {
                        Files.writeString(page, after);
                    }
                }
            } catch (IOException e) {
                System.err.println(e.getMessage());
                failures++;
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private void copy() throws IOException {
        List<String> incomplete = new ArrayList<>();
        RunDirectory run = RunDirectory.open(directory);
        for (Plan.Result result : places.planned()) {
            for (Plan.Figures figures : result.figures()) {
                if (run.isComplete(result.name(), figures)) {
                    Path file = places.results().resolve(result.name()).resolve(figures.file());
                    Files.createDirectories(file.getParent());
                    run.gather(result.name(), figures, file);
                    System.out.println(file);
                } else {
                    incomplete.add(result.name() + "/" + figures.file());
                }
            }
        }
        incomplete.forEach(
                file -> System.err.println(file + " is not complete and stays as it is"));
        ResultPlots.draw(places.results()).forEach(System.out::println);
    }

    /** The page of each result. */
    static List<Path> pages(Path results) throws IOException {
        try (Stream<Path> folders = Files.list(results)) {
            return folders.map(folder -> folder.resolve("README.md"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Pages that show figures of several results: this project's first one, and docs. */
    static List<Path> summaries(Path results) {
        return Stream.of("../performance.md", "../../README.md")
                .map(page -> results.resolve(page).normalize())
                .filter(Files::isRegularFile)
                .toList();
    }
}
