// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pixelflux.bench.Machine;
import org.pixelflux.bench.ResultFiles;

/**
 * Where a run keeps what it has measured: a file for each cell, and what all of them have in
 * common.
 */
public final class RunDirectory {

    private static final String COMMON = "run.json";

    /**
     * What all cells of a directory have in common.
     *
     * @param commit that was measured
     * @param jar the digest of the build
     * @param day on which the run began
     * @param trial whether the plan is only tried: such figures are not kept
     */
    record Common(
            String commit,
            String jar,
            String day,
            boolean trial,
            Machine machine,
            Map<String, String> versions) {

        static Common here(String commit, String jar, boolean trial) throws IOException {
            return new Common(
                    commit,
                    jar,
                    LocalDate.now(ZoneOffset.UTC).toString(),
                    trial,
                    Machine.here(),
                    Versions.here());
        }

        /**
         * Says in what another machine or build differs so that its figures do not go with these. A
         * trial has no figures to keep, so it goes on with another build, in which a cell is
         * mended.
         */
        List<String> differences(Common other) {
            List<String> differences = new ArrayList<>();
            if (!trial || !other.trial) {
                differ(differences, "commit", commit, other.commit);
                differ(differences, "build (SHA-256 of its jar)", jar, other.jar);
            }
            differ(differences, "processor", machine.processor(), other.machine.processor());
            differ(
                    differences,
                    "number of cores",
                    "" + machine.cores(),
                    "" + other.machine.cores());
            differ(differences, "versions", "" + versions, "" + other.versions);
            differ(differences, "--trial", "" + trial, "" + other.trial);
            return differences;
        }

        private static void differ(List<String> all, String what, String here, String there) {
            if (!here.equals(there)) {
                all.add(what + ": " + here + " there, " + there + " here");
            }
        }
    }

    private final Path directory;
    private final Common common;

    private RunDirectory(Path directory, Common common) {
        this.directory = directory;
        this.common = common;
    }

    /**
     * What somebody has measured.
     *
     * @throws IOException if nobody has
     */
    public static RunDirectory open(Path directory) throws IOException {
        Path file = directory.resolve(COMMON);
        if (!Files.exists(file)) {
            throw new IOException(
                    directory + " has no " + COMMON + ": benchmarks/run all has not begun there");
        }
        return new RunDirectory(directory, ResultFiles.read(file, Common.class));
    }

    /**
     * A directory to go on in, or to begin in.
     *
     * @throws IOException saying what differs, if what is there does not go with what is here
     */
    static RunDirectory resume(Path directory, Common here) throws IOException {
        if (!Files.exists(directory.resolve(COMMON))) {
            Files.createDirectories(directory);
            ResultFiles.write(directory.resolve(COMMON), here);
            return new RunDirectory(directory, here);
        }
        RunDirectory run = open(directory);
        List<String> differences = run.common.differences(here);
        if (!differences.isEmpty()) {
            throw new IOException(
                    "What "
                            + directory
                            + " has was measured with another\n  "
                            + String.join("\n  ", differences)
                            + "\nUse another directory.");
        }
        return run;
    }

    /** The commit that is measured. */
    String commit() {
        return common.commit;
    }

    boolean has(Cell cell) {
        return Files.exists(directory.resolve(cell.file()));
    }

    /** Where a suite writes what is not yet a cell. */
    Path unfinished(Cell cell) throws IOException {
        Path file = directory.resolve(cell.file() + ".unfinished");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        return file;
    }

    /** Where what a suite prints goes. */
    Path log(Cell cell) {
        return directory.resolve(cell.file() + ".log");
    }

    /**
     * Keeps a cell, whole or not at all.
     *
     * @param about what is told of it beside its figures
     */
    void keep(Cell cell, Map<String, Object> about) throws IOException {
        Path unfinished = directory.resolve(cell.file() + ".unfinished");
        Map<String, Object> kept = new LinkedHashMap<>(about);
        kept.put("figures", withoutPlaces(ResultFiles.read(unfinished)));
        Path whole = directory.resolve(cell.file() + ".whole");
        ResultFiles.write(whole, kept);
        Files.move(whole, directory.resolve(cell.file()), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unfinished);
    }

    /** Without where files lie on this machine: the command that a suite tells is the cell's. */
    private static JsonNode withoutPlaces(JsonNode figures) {
        if (figures instanceof ObjectNode object) {
            object.remove("command");
        }
        for (JsonNode run : figures) {
            if (run instanceof ObjectNode jmh && jmh.has("jmhVersion")) {
                jmh.remove(List.of("jvm", "jvmArgs"));
            }
        }
        return figures;
    }

    /** How long the cells of a file took, in seconds; empty if there are none. */
    OptionalDouble secondsOf(List<Cell> cells) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (Cell cell : cells) {
            if (has(cell)) {
                JsonNode kept = ResultFiles.read(directory.resolve(cell.file()));
                seconds.add(kept.path("seconds").asDouble());
            }
        }
        return seconds.stream().mapToDouble(Double::doubleValue).average();
    }

    /** Whether every cell of a file is there, and was not only tried. */
    public boolean isComplete(String result, Plan.Figures figures) {
        return !common.trial && cells(result, figures).stream().allMatch(this::has);
    }

    /** Writes all cells of a file, with what they have in common. */
    public void gather(String result, Plan.Figures figures, Path file) throws IOException {
        Map<String, Object> gathered = new LinkedHashMap<>();
        gathered.put("measured", common);
        List<JsonNode> cells = new ArrayList<>();
        for (Cell cell : cells(result, figures)) {
            cells.add(ResultFiles.read(directory.resolve(cell.file())));
        }
        gathered.put("cells", cells);
        ResultFiles.write(file, gathered);
    }

    private static List<Cell> cells(String result, Plan.Figures figures) {
        List<Cell> cells = new ArrayList<>();
        for (int repeat = 1; repeat <= figures.repeats(); repeat++) {
            for (Map<String, String> with : figures.combinations()) {
                cells.add(new Cell(result, figures, with, repeat));
            }
        }
        return cells;
    }
}
