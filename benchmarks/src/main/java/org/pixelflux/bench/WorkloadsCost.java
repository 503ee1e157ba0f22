// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelflux.CaptureMode;
import org.pixelflux.bench.tool.Build;
import org.pixelflux.bench.tool.Confinement;
import org.pixelflux.bench.tool.ProcessorQuota;
import org.pixelflux.bench.tool.ScreenKind;
import org.pixelflux.bench.tool.Tool;
import org.pixelflux.bench.tool.Tools;
import org.pixelflux.bench.workload.WorkloadKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What does it cost to capture a live screen, by workload and mode, beside what people would use
 * instead? Each tool captures the same pixels, painted at the same rate on a display under Xvfb.
 */
@Command(
        name = "workloads",
        description = {
            "What it costs to capture a live screen, by workload and mode, with pixelflux and its"
                    + " peers.",
            "With --builds it measures two builds of pixelflux in turn (ABBA) and says what differs"
                    + " by more than the runs of one build do.",
            "Ends with code 1 if a run gave no figures, and measures nothing if a tool that was asked"
                    + " for by name is missing."
        },
        mixinStandardHelpOptions = true)
public final class WorkloadsCost implements Callable<Integer> {

    /** Of one core, in percent. */
    private static final int MOST_QUOTA = 10_000;

    @Mixin private MeasuredTime time;

    @Option(
            names = "--workloads",
            split = ",",
            description =
                    "some of ${COMPLETION-CANDIDATES} (default: all that the screen can show; sway"
                            + " shows no drag)")
    private List<WorkloadKind> workloads = List.of();

    @Option(
            names = "--screen",
            description = "what shows the workloads: xvfb or sway (default: xvfb)")
    private ScreenKind screen = ScreenKind.XVFB;

    @Option(
            names = "--least-paints",
            description =
                    "of a workload's rate, in percent: a run in which it was painted less often"
                            + " fails (default: 0, on sway 95)")
    private Integer leastPaints;

    @Option(
            names = "--modes",
            split = ",",
            description =
                    "some of ${COMPLETION-CANDIDATES} (default: all); a tool is measured in those that it"
                            + " has")
    private List<CaptureMode> modes = List.of(CaptureMode.values());

    @Option(
            names = "--tools",
            split = ",",
            description =
                    "some of pixelflux, polling, ffmpeg, gstreamer, x0vncserver, x11vnc, xpra, javacv,"
                            + " robot (default: those that are installed), on sway of pixelflux,"
                            + " wf-recorder, wayvnc; and under Xvfb original, the Python module, which"
                            + " is fetched from PyPI; pixelflux?NAME=VALUE&NAME=VALUE is pixelflux with"
                            + " options, also with flags of the JVM such as"
                            + " -XX:ActiveProcessorCount=1, original?NAME=VALUE the same; ffmpeg?fps=30 and"
                            + " gstreamer?fps=30 ask for another rate than 60")
    private List<String> tools = List.of();

    @Option(
            names = "--builds",
            split = ",",
            paramLabel = "NAME=DIRECTORY",
            description =
                    "two builds to compare, such as before=../before,after=. where each directory is a"
                            + " checkout that was built, or has a benchmarks.jar; of --tools, only"
                            + " pixelflux with or without options (default: pixelflux)")
    private Map<String, Path> directories = Map.of();

    @Option(
            names = "--repeats",
            description =
                    "how often each run is made, for its median and range (default: 1, with --builds 5)")
    private Integer repeats;

    @Option(
            names = "--fail-if-more",
            description =
                    "end with code 3 if the second build needs more processor time or bytes than the"
                            + " range of the first")
    private boolean failIfMore;

    @Option(
            names = "--cpus",
            description =
                    "the processors that each tool may use, as taskset reads them, such as 0 or 0,1"
                            + " (default: all)")
    private String cpus = "";

    @Option(
            names = "--quota",
            paramLabel = "PERCENT",
            description =
                    "of one core: what a control group allows each tool, as a container's limit does;"
                            + " where no such group can be made, nothing is measured and the JSON says"
                            + " why (default: 0, no limit)")
    private int quota;

    @Option(names = "--size", description = "of the screen (default: ${DEFAULT-VALUE})")
    private String size = "1920x1080";

    @Option(names = "--seed", description = "chooses the content (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--turn",
            description =
                    "which of several calls this is, counted from 1: tools take their turns back and"
                            + " forth (default: ${DEFAULT-VALUE})")
    private int turn = 1;

    @Option(names = "--json", description = "also write all runs to this file")
    private Path json;

    @Option(names = "--report", description = "also write the report to this file, as Markdown")
    private Path report;

    @Spec private CommandSpec spec;

    private final Map<String, String> missing = new LinkedHashMap<>();

    WorkloadsCost() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new WorkloadsCost()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        check();
        if (quota == 0) {
            return measure(new Confinement(cpus, null));
        }
        Optional<String> lack = ProcessorQuota.missing();
        if (lack.isPresent()) {
            missing.put("--quota", lack.get());
            return measure(Confinement.NONE);
        }
        try (ProcessorQuota limit = ProcessorQuota.of(quota)) {
            return measure(new Confinement(cpus, limit.group()));
        }
    }

    private int measure(Confinement confinement) throws Exception {
        String[] sides = size.split("x");
        List<Build> builds = builds();
        List<Tool> present =
                missing.containsKey("--quota")
                        ? List.of()
                        : builds.isEmpty() ? present() : ofBuilds(builds);
        WorkloadMeasurement measurement =
                new WorkloadMeasurement(
                        screen,
                        leastPaints(),
                        Integer.parseInt(sides[0]),
                        Integer.parseInt(sides[1]),
                        seed,
                        time.seconds(),
                        time.warmupSeconds(),
                        confinement);
        Map<String, String> descriptions = new LinkedHashMap<>();
        present.forEach(tool -> descriptions.put(tool.name(), tool.description()));
        String loadBefore = Machine.load();
        // Of the machine: once is enough.
        Map<String, Double> calibration = turn == 1 ? measurement.calibrate() : Map.of();
        WorkloadTurns turns =
                new WorkloadTurns(WorkloadTurns.contestants(present, modes), repeats(), turn);
        Callable<WorkloadResult> soFar =
                () ->
                        new WorkloadResult(
                                CommandText.of("workloads", spec),
                                Machine.here(),
                                screen,
                                builds,
                                size,
                                cpus,
                                quota,
                                time.seconds(),
                                time.warmupSeconds(),
                                repeats(),
                                seed,
                                loadBefore,
                                Machine.load(),
                                calibration,
                                descriptions,
                                missing,
                                turns.alone(),
                                turns.runs(),
                                turns.failures());
        for (WorkloadKind workload : workloads()) {
            turns.measure(measurement, workload);
            if (json != null) { // who ends a long measurement early keeps what there is
                ResultFiles.write(json, soFar.call());
            }
        }
        return publish(soFar.call());
    }

    private void check() {
        if (!size.matches("[1-9][0-9]{1,4}x[1-9][0-9]{1,4}")) {
            throw invalid("--size", size, "WIDTHxHEIGHT, such as 1920x1080");
        }
        time.check();
        if (!cpus.matches("(\\d+([-,]\\d+)*)?")) {
            throw invalid("--cpus", cpus, "a list of processors, such as 0 or 0,1 or 0-3");
        }
        boolean compares = !directories.isEmpty();
        if (compares && directories.size() != 2) {
            String names = String.join(",", directories.keySet());
            throw invalid("--builds", names, "two builds, NAME=DIRECTORY,NAME=DIRECTORY");
        }
        for (WorkloadKind workload : workloads()) {
            if (!canShow(workload)) {
                throw invalid("--workloads", workload.optionValue(), "shown on sway");
            }
        }
        require("--least-paints", leastPaints(), 0, 100);
        // One run has no range that a difference could be beyond.
        require("--repeats", repeats(), compares ? 2 : 1, WorkloadTurns.MOST_REPEATS);
        require("--turn", turn, 1, WorkloadTurns.MOST_REPEATS);
        require("--quota", quota, 0, MOST_QUOTA);
        if (failIfMore && !compares) {
            throw invalid("--fail-if-more", "true", "possible without --builds");
        }
    }

    private void require(String option, int value, int least, int most) {
        OptionChecks.require(spec, option, value, least, most);
    }

    private ParameterException invalid(String option, String value, String allowed) {
        return OptionChecks.invalid(spec, option, value, allowed);
    }

    private List<WorkloadKind> workloads() {
        return workloads.isEmpty()
                ? Stream.of(WorkloadKind.values()).filter(this::canShow).toList()
                : workloads;
    }

    /** Only an X server moves windows as it is told. */
    private boolean canShow(WorkloadKind workload) {
        return screen == ScreenKind.XVFB || workload != WorkloadKind.DRAG;
    }

    private int leastPaints() {
        if (leastPaints != null) {
            return leastPaints;
        }
        return screen == ScreenKind.SWAY ? 95 : 0;
    }

    private int repeats() {
        if (repeats != null) {
            return repeats;
        }
        return directories.isEmpty() ? 1 : 5;
    }

    private List<Build> builds() {
        List<Build> builds = new ArrayList<>();
        directories.forEach(
                (name, directory) -> {
                    if (!name.matches("[A-Za-z0-9._-]+")) {
                        throw invalid("--builds", name, "a name of letters, digits, '.', '_', '-'");
                    }
                    try {
                        builds.add(Build.in(name, directory));
                    } catch (IOException e) {
                        String given = name + "=" + directory;
                        throw invalid("--builds", given, "a build: " + e.getMessage());
                    }
                });
        return builds;
    }

    private List<Tool> ofBuilds(List<Build> builds) {
        List<Tool> both = new ArrayList<>();
        for (String name : tools.isEmpty() ? List.of("pixelflux") : tools) {
            for (Build build : builds) {
                both.add(
                        Tools.ofBuild(build, name)
                                .orElseThrow(
                                        () ->
                                                invalid(
                                                        "--tools",
                                                        name,
                                                        "of a build: with --builds it is pixelflux or"
                                                                + " pixelflux?NAME=VALUE&NAME=VALUE")));
            }
        }
        return both;
    }

    private List<Tool> present() {
        List<Tool> wanted =
                tools.isEmpty() ? Tools.of(screen) : tools.stream().map(this::named).toList();
        List<Tool> present = new ArrayList<>();
        for (Tool tool : wanted) {
            Optional<String> lack = tool.missing();
            lack.ifPresentOrElse(what -> missing.put(tool.name(), what), () -> present.add(tool));
        }
        if (!tools.isEmpty() && !missing.isEmpty()) {
            throw invalid(
                    "--tools",
                    String.join(",", missing.keySet()),
                    "on this machine: " + String.join("; ", missing.values()));
        }
        return present;
    }

    private Tool named(String name) {
        return Tools.named(name)
                .filter(tool -> tool.captures(screen))
                .orElseThrow(
                        () ->
                                invalid(
                                        "--tools",
                                        name,
                                        "one of "
                                                + Tools.of(screen).stream()
                                                        .map(Tool::name)
                                                        .collect(Collectors.joining(", "))
                                                + (screen == ScreenKind.XVFB ? ", original" : "")));
    }

    private int publish(WorkloadResult result) throws IOException {
        String text = new WorkloadReport(result).text();
        System.out.print(text);
        if (report != null) {
            Files.writeString(report, text);
        }
        if (!result.failures().isEmpty()) {
            return 1;
        }
        return failIfMore && !result.comparison().orElseThrow().worse().isEmpty() ? 3 : 0;
    }
}
