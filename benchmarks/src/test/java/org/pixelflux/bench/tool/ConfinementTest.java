// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinementTest {

    private static final List<String> COMMAND = List.of("sh", "-c", "echo $$ \"$1\"", "sh", "a b");

    @TempDir private Path group;

    private static String output(Confinement confinement) throws Exception {
        Process process = new ProcessBuilder(confinement.of(COMMAND)).start();
        byte[] said = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        assertThat(new String(said, StandardCharsets.UTF_8))
                .isEqualTo(process.pid() + " a b\n"); // the tool is the process that was started
        return "" + process.pid();
    }

    @Test
    void aToolIsInTheGroupFromTheBeginning() throws Exception {
        String pid = output(new Confinement("0", group));

        assertThat(group.resolve("cgroup.procs")).hasContent(pid);
    }

    @Test
    void withoutLimitsTheCommandIsTheTools() throws Exception {
        assertThat(Confinement.NONE.of(COMMAND)).isEqualTo(COMMAND);
        output(new Confinement("0", null));
    }

    @Test
    void aQuotaIsAShareOfEachPeriod() throws Exception {
        Files.createDirectory(group.resolve("cpu"));
        ProcessorQuota first = ProcessorQuota.of(group, 50);
        assertThat(first.group().getParent()).isEqualTo(group.resolve("cpu"));
        assertThat(first.group().resolve("cpu.cfs_period_us")).hasContent("100000");
        assertThat(first.group().resolve("cpu.cfs_quota_us")).hasContent("50000");

        Files.writeString(group.resolve("cgroup.controllers"), "cpu");
        ProcessorQuota second = ProcessorQuota.of(group, 150);
        assertThat(second.group().resolve("cpu.max")).hasContent("150000 100000");
        assertThat(group.resolve("cgroup.subtree_control")).hasContent("+cpu");
    }

    @Test
    void saysWhereNoGroupCanBeMade() {
        Path none = group.resolve("none");

        assertThat(ProcessorQuota.missing(none))
                .hasValue("no control group for a quota can be made in " + none.resolve("cpu"));
    }
}
