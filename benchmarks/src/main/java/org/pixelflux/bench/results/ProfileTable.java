// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.results;

import java.util.ArrayList;
import java.util.List;
import org.pixelflux.bench.Measured;
import org.pixelflux.bench.ProfiledPart;
import org.pixelflux.bench.Repeats;

/** What benchmarks/run profile has measured. */
final class ProfileTable {

    private ProfileTable() {}

    static String of(Measured file) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.name("workload", 0));
        columns.add(Column.name("codec", 1));
        columns.add(Column.figure("samples", "/samples", 0));
        for (ProfiledPart part : ProfiledPart.values()) {
            String pointer = "/percent/" + part.key();
            columns.add(new Column(part.title() + ", %", run -> share(run, pointer)));
        }
        return Table.of(file.groups("/runs", "/workload", "/codec"), columns);
    }

    /** Empty where a part has no sample at all. */
    private static String share(Repeats run, String pointer) {
        boolean none = run.values(pointer).stream().allMatch(percent -> percent == 0);
        return none ? "" : run.text(pointer, 1);
    }
}
