// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.examples.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pixelflux.web.support.Measurement;

/** What a run of {@link ManyViewersIT} took: printed at once, and kept for docs/results/gateway. */
final class MeasuredViewers {

    /**
     * @param samples one, or one for each viewer or frame
     */
    private record Figure(String what, String unit, int samples, double p50, double p99) {}

    private final List<Figure> figures = new ArrayList<>();

    void add(String what, String unit, double value) {
        add(what, unit, List.of(value));
    }

    void add(String what, String unit, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Figure figure =
                new Figure(
                        what,
                        unit,
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[(int) Math.ceil(sorted.length * 0.99) - 1]);
        figures.add(figure);
        System.out.printf(
                Locale.ROOT,
                "%s, %s: p50 %.2f, p99 %.2f, of %d%n",
                what,
                unit,
                figure.p50,
                figure.p99,
                figure.samples);
    }

    /** Where {@code benchmarks/run gateway} asked for it. */
    void write() throws IOException {
        Measurement.write(Map.of("figures", figures));
    }
}
