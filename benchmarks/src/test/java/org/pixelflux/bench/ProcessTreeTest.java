// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

    @TempDir Path proc;

    private void thread(int pid, int tid, long nanos, String children) throws IOException {
        Path thread = proc.resolve(pid + "/task/" + tid);
        Files.createDirectories(thread);
        Files.writeString(thread.resolve("schedstat"), nanos + " 77 3\n");
        Files.writeString(thread.resolve("children"), children);
    }

    private void end(int pid, int tid) throws IOException {
        Path thread = proc.resolve(pid + "/task/" + tid);
        Files.delete(thread.resolve("schedstat"));
        Files.delete(thread.resolve("children"));
        Files.delete(thread);
    }

    @Test
    void addsThreadsAndChildren() throws IOException {
        thread(10, 10, 1000, "20 ");
        thread(10, 11, 500, "");
        thread(20, 20, 3000, "30 31 ");
        thread(30, 30, 10, "");
        thread(31, 31, 20, "");
        ProcessTree tree = new ProcessTree(proc, 10);
        assertThat(tree.sample()).isZero();

        thread(10, 11, 600, "");
        thread(31, 31, 25, "");
        assertThat(tree.sample()).isEqualTo(105);
    }

    @Test
    void countsAllOfWhatBeginsLater() throws IOException {
        thread(10, 10, 1000, "");
        ProcessTree tree = new ProcessTree(proc, 10);

        thread(10, 10, 1000, "40 ");
        thread(10, 12, 7, "");
        thread(40, 40, 30, "");
        assertThat(tree.sample()).isEqualTo(37);
    }

    @Test
    void keepsWhatAnEndedThreadHadUsed() throws IOException {
        thread(10, 10, 1000, "");
        thread(10, 11, 0, "");
        ProcessTree tree = new ProcessTree(proc, 10);
        thread(10, 11, 40, "");
        tree.sample();

        end(10, 11);
        thread(10, 10, 1001, "");
        assertThat(tree.sample()).isEqualTo(41);
    }

    @Test
    void failsWhenTheProcessIsGone() {
        assertThatThrownBy(() -> new ProcessTree(proc, 10))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void readsThisProcess() {
        ProcessTree tree = new ProcessTree(ProcessHandle.current().pid());

        // The system counts in steps, and between two of them a process has used nothing.
        long used = 0;
        while (used == 0) {
            used = tree.sample();
        }
        assertThat(used).isPositive();
    }
}
