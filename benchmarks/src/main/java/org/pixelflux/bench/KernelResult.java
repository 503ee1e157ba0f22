// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.util.List;
import java.util.Locale;

/**
 * What a step of a frame takes one thread, beside the least that it could take; medians of one
 * call.
 *
 * @param bytes that came out, 0 where there are none
 */
public record KernelResult(
        String step, String limit, int rows, double millis, double limitMillis, long bytes) {

    /** From a line of kernel_bench. */
    static KernelResult parse(String line) {
        String[] fields = line.split("\t");
        if (fields.length != 6) {
            throw new IllegalArgumentException("not a line of kernel_bench: " + line);
        }
        return new KernelResult(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Long.parseLong(fields[5]));
    }

    double ofLimit() {
        return millis / limitMillis;
    }

    /** As Markdown. */
    public static String table(List<KernelResult> results) {
        StringBuilder text =
                new StringBuilder(
                        "| step | rows | ms | limit | ms | of the limit | bytes |\n"
                                + "|---|---|---|---|---|---|---|\n");
        for (KernelResult result : results) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %.4f | %s | %.4f | %.2f | %s |%n",
                            result.step,
                            result.rows,
                            result.millis,
                            result.limit,
                            result.limitMillis,
                            result.ofLimit(),
                            result.bytes == 0 ? "" : "" + result.bytes));
        }
        return text.toString();
    }
}
