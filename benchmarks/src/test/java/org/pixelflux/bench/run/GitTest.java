// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelflux.bench.Machine;
import org.pixelflux.bench.run.RunDirectory.Common;

/** Results can be committed between the parts of a run, code cannot. */
class GitTest {

    @TempDir private Path checkout;
    private Git git;
    private String code;

    @BeforeEach
    void makeACheckout() throws Exception {
        git = Git.in(checkout);
        git("init", "-q");
        code = commit("native/a.cpp", "1");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
        command.addAll(List.of("-c", "user.name=a", "-c", "user.email=a@b"));
        command.addAll(List.of("-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private String commit(String file, String text) throws Exception {
        write(file, text);
        git("add", ".");
        git("commit", "-q", "-m", "a change");
        return git.head();
    }

    private void write(String file, String text) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private RunDirectory begun(String commit) throws IOException {
        Machine machine = new Machine("EPYC", 2, "6.18", "Debian", "17");
        return RunDirectory.resume(
                checkout.resolve("measured"),
                new Common(commit, "d1", "2026-11-30", false, machine, Map.of()));
    }

    @Test
    void resultsThatAreCommittedAreNoOtherCode() throws Exception {
        String results = commit("docs/results/a.json", "{}");

        assertThat(git.head()).isEqualTo(results);
        assertThat(git.sameOutsideDocs(code)).isTrue();
        assertThat(git.lastOutsideDocs()).isEqualTo(code);
        assertThat(RunAll.commit(git, begun(code))).isEqualTo(code);
        assertThat(RunAll.commit(git, null)).isEqualTo(results);
    }

    @Test
    void codeIsMeasuredAsItsOwnCommit() throws Exception {
        String changed = commit("native/a.cpp", "2");

        assertThat(git.sameOutsideDocs(code)).isFalse();
        assertThat(RunAll.commit(git, begun(code))).isEqualTo(changed);
    }

    @Test
    void aFolderOfThatNameElsewhereIsCode() throws Exception {
        commit("native/docs/a.cpp", "1");

        assertThat(git.sameOutsideDocs(code)).isFalse();
    }

    @Test
    void aCommitOfAnotherCheckoutIsAnotherOne() throws Exception {
        String unknown = "0123456789012345678901234567890123456789";

        assertThat(git.knows(code)).isTrue();
        assertThat(RunAll.commit(git, begun(unknown))).isEqualTo(code);
    }

    @Test
    void onlyResultsMayDifferFromTheCommit() throws Exception {
        commit("docs/results/a.json", "{}");
        write("docs/results/a.json", "[]");
        assertThat(git.hasChanges()).isFalse();

        write("native/a.cpp", "2");
        assertThat(git.hasChanges()).isTrue();
    }
}
