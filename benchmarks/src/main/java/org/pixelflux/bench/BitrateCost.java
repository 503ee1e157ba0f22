// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.pixelflux.CaptureMode;
import org.pixelflux.CaptureSettings;
import org.pixelflux.Frame;
import org.pixelflux.FrameReader;
import org.pixelflux.RateControl;
import org.pixelflux.Source;
import org.pixelflux.SyntheticPattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does a constant bit rate hold, and what does it cost in smoothness? */
@Command(
        name = "bitrate",
        description =
                "Whether a constant bit rate holds, by what moves and by the form in which it is sent, and"
                        + " how many frames are left. The synthetic source draws 60 frames a second.",
        mixinStandardHelpOptions = true)
public final class BitrateCost implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int MOST_KBPS = 1_000_000;
    private static final int MOST_PERCENT = 100;

    /** In what form a capture sends what moves. */
    enum Form {
        STRIPES(settings -> settings.mode(CaptureMode.H264)),
        FULL_FRAME(settings -> settings.mode(CaptureMode.H264).h264FullFrame(true)),
        STREAMING(settings -> settings.mode(CaptureMode.H264).h264StreamingMode(true)),
        MIXED(settings -> settings.mode(CaptureMode.MIXED));

        final UnaryOperator<CaptureSettings.Builder> settings;

        Form(UnaryOperator<CaptureSettings.Builder> settings) {
            this.settings = settings;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    @Option(
            names = "--patterns",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private List<SyntheticPattern> patterns =
            List.of(SyntheticPattern.SCROLL, SyntheticPattern.WINDOW, SyntheticPattern.NOISE);

    @Option(
            names = "--forms",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private List<Form> forms = List.of(Form.values());

    @Option(
            names = "--kbps",
            split = ",",
            description = "the rates, in thousands of bits a second (default: ${DEFAULT-VALUE})")
    private List<Integer> rates = List.of(4000);

    @Option(
            names = "--change",
            description = "percent of the rows that move (default: ${DEFAULT-VALUE})")
    private int change = 60;

    @Option(
            names = "--size",
            description = "some of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private FrameSize size = FrameSize.FULL_HD;

    @Mixin private MeasuredTime time = new MeasuredTime(10, 2);

    @Option(names = "--json", description = "also write the figures to this file")
    private Path json;

    @Spec private CommandSpec spec;

    private BitrateCost() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BitrateCost()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /**
     * @param mostOfTheRate what any second had at most, as a share of what the rate gives it
     * @param longestGapMillis the longest time without a frame
     */
    private record Run(
            String pattern,
            String form,
            int kbps,
            double sentKbps,
            double mostOfTheRate,
            double framesPerSecond,
            double largestKilobytes,
            double longestGapMillis) {}

    @Override
    public Integer call() throws IOException {
        time.check();
        OptionChecks.require(spec, "--change", change, 1, MOST_PERCENT);
        for (int kbps : rates) {
            OptionChecks.require(spec, "--kbps", kbps, 50, MOST_KBPS);
        }
        String loadBefore = Machine.load();
        List<Run> runs = new ArrayList<>();
        System.out.println(
                "pattern     form        kbit/s   is sent   most in 1 s   frames/s   largest, kB"
                        + "   longest gap, ms");
        for (SyntheticPattern pattern : patterns) {
            for (Form form : forms) {
                for (int kbps : rates) {
                    Run run = measure(pattern, form, kbps);
                    print(run);
                    runs.add(run);
                }
            }
        }
        if (json != null) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("machine", Machine.here());
            result.put("loadBefore", loadBefore);
            result.put("loadAfter", Machine.load());
            result.put("size", size.width + "x" + size.height);
            result.put("changePercent", change);
            result.put("seconds", time.seconds());
            result.put("warmupSeconds", time.warmupSeconds());
            result.put("runs", runs);
            ResultFiles.write(json, result);
        }
        return 0;
    }

    private Run measure(SyntheticPattern pattern, Form form, int kbps) {
        CaptureSettings settings =
                form.settings
                        .apply(
                                CaptureSettings.builder()
                                        .source(Source.SYNTHETIC)
                                        .width(size.width)
                                        .height(size.height)
                                        .syntheticPattern(pattern)
                                        .syntheticChange(change)
                                        .rateControl(RateControl.CBR)
                                        .bitrateKbps(kbps))
                        .build();
        SentFrames sent = new SentFrames();
        long begin;
        long end;
        try (FrameReader capture = FrameReader.open(settings)) {
            begin = System.nanoTime() + Duration.ofSeconds(time.warmupSeconds()).toNanos();
            end = begin + Duration.ofSeconds(time.seconds()).toNanos();
            for (long now; (now = System.nanoTime()) < end; ) {
                Frame frame = capture.next(PATIENCE);
                if (frame == null) {
                    throw new IllegalStateException(pattern + ": the capture has ended");
                }
                if (now >= begin && !frame.isEmpty()) {
                    sent.add(System.nanoTime(), FrameTotals.bytes(frame));
                }
            }
        }
        double bytesPerSecond = kbps * 1000.0 / 8;
        return new Run(
                pattern.optionValue(),
                form.word(),
                kbps,
                sent.bytes() * 8 / 1000.0 / time.seconds(),
                sent.mostWithin(Duration.ofSeconds(1)) / bytesPerSecond,
                (double) sent.count() / time.seconds(),
                sent.largest() / 1000.0,
                sent.longestGap(begin, end).toNanos() / 1e6);
    }

    private static void print(Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-11s %-10s %7d %9.0f %13.2f %10.1f %13.1f %17.0f%n",
                run.pattern,
                run.form,
                run.kbps,
                run.sentKbps,
                run.mostOfTheRate,
                run.framesPerSecond,
                run.largestKilobytes,
                run.longestGapMillis);
    }
}
