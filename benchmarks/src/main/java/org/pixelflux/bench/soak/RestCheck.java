// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Whether a program holds no more at the end than when it was warm. Pure. */
final class RestCheck {

    /** Pools grow to their size; a leak of one each viewer or restart is far more than this. */
    private static final int SPARE = 4;

    private final List<HeldResources> warm;

    /**
     * @param rest each at a time when nobody looked, at least one
     */
    RestCheck(List<HeldResources> rest) {
        warm = rest.subList(rest.size() / 3, rest.size());
    }

    /** Slope of a straight line through the resident memory, by least squares; 0 of one value. */
    double mebibytesPerHour() {
        double meanHours = warm.stream().mapToDouble(RestCheck::hours).average().orElse(0);
        double meanSize =
                warm.stream().mapToDouble(HeldResources::residentMebibytes).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (HeldResources held : warm) {
            double hours = hours(held) - meanHours;
            products += hours * (held.residentMebibytes() - meanSize);
            squares += hours * hours;
        }
        return squares == 0 ? 0 : products / squares;
    }

    private static double hours(HeldResources held) {
        return held.seconds() / 3600;
    }

    /** What has grown, in words; empty if nothing has. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        compare("threads", HeldResources::threads, faults);
        compare("descriptors", HeldResources::descriptors, faults);
        compare("shared memory segments", HeldResources::segments, faults);
        return faults;
    }

    private void compare(String what, ToLongFunction<HeldResources> count, List<String> faults) {
        long first = count.applyAsLong(warm.get(0));
        long last = count.applyAsLong(warm.get(warm.size() - 1));
        if (last > first + SPARE) {
            faults.add(String.format(Locale.ROOT, "%s grew from %d to %d", what, first, last));
        }
    }
}
