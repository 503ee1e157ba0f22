// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes one page of what benchmarks/run all has left in a directory. */
@Command(
        name = "report",
        description = "Writes report.md, with plots, from what benchmarks/run all has measured.",
        mixinStandardHelpOptions = true)
public final class SuiteReport implements Callable<Integer> {

    @Parameters(index = "0", description = "where SUITE.json and SUITE.log are")
    private Path directory;

    @Parameters(index = "1..*", arity = "1..*", description = "the suites, in this order")
    private List<String> suites;

    private SuiteReport() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SuiteReport()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        StringBuilder report = new StringBuilder("# What benchmarks/run all has measured\n\n");
        report.append(Machine.here().description()).append(".\n");
        for (String suite : suites) {
            report.append("\n## ").append(suite).append("\n\n").append(section(suite));
        }
        Path file = directory.resolve("report.md");
        Files.writeString(file, report);
        System.out.println(file);
        return 0;
    }

    private String section(String suite) throws IOException {
        Path json = directory.resolve(suite + ".json");
        if (!Files.exists(json)) {
            return "Failed, see " + suite + ".log.\n";
        }
        JsonNode result = ResultFiles.read(json);
        StringBuilder section = new StringBuilder();
        for (Path plot : SuitePlots.draw(suite, result, directory)) {
            section.append(String.format(Locale.ROOT, "![%s](%s)\n\n", suite, plot.getFileName()));
        }
        boolean jmh = result.path(0).has("benchmark");
        return section.append(jmh ? JmhTable.of(result) : printed(suite)).toString();
    }

    /**
     * The other suites print what there is to read: progress, then a table of Markdown or plain.
     */
    private String printed(String suite) throws IOException {
        Path markdown = directory.resolve(suite + ".md");
        if (Files.exists(markdown)) {
            return Files.readString(markdown);
        }
        String text = Files.readString(directory.resolve(suite + ".txt"));
        int table = ("\n" + text).indexOf("\n|");
        return table < 0 ? "```\n" + text + "```\n" : text.substring(table);
    }
}
