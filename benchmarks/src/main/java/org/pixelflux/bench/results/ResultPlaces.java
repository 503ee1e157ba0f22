// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pixelflux.bench.run.Plan;
import picocli.CommandLine.Option;

/** The options of a command that say where results and their plan are. */
final class ResultPlaces {

    @Option(names = "--results", description = "default: ${DEFAULT-VALUE}")
    private Path results = Path.of("docs/results");

    @Option(
            names = "--plan-file",
            description =
                    "what benchmarks/run all measures, and of what code (default: ${DEFAULT-VALUE})")
    private Path planFile = Path.of("benchmarks/plan.json");

    Path results() {
        return results;
    }

    List<Plan.Result> planned() throws IOException {
        return Plan.read(planFile).results();
    }
}
