// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import org.pixelflux.support.X11Paint.Step;

/** A still desktop. */
final class Idle implements Workload {

    @Override
    public double rate() {
        return 0;
    }

    @Override
    public List<Step> first() {
        return List.of();
    }

    @Override
    public List<Step> paint(long index) {
        throw new IllegalStateException("nothing is painted");
    }
}
