package freshet.lab.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.linear.MeasuredKernel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a training benchmark found, for a person and for a program.
 *
 * @param kernel what computed the products of matrices
 * @param settings of the trainer, those that were given
 * @param data what was trained on, in words
 * @param megaflopsPerEvent see {@link freshet.trainer.neural.StepFlops}
 * @param epochs of which the first was the warm-up
 */
record TrainingBenchmarkReport(
        BenchmarkMachine machine,
        MeasuredKernel kernel,
        Map<String, String> settings,
        String data,
        double megaflopsPerEvent,
        List<EpochMeter.MeasuredEpoch> epochs)
        implements FiguresOutput.Report {
    private static final double MEGA = 1e6;

    /** A table without a line break at its end. */
    @Override
    public String table() {
        return String.format(
                Locale.ROOT,
                """
                machine        %s, %d cores; Java %s; OpenBLAS %s
                kernel         %s
                settings       %s
                data           %s
                arithmetic     %.2f MFLOP per event, of candidates the expected number, each once
                bare product   1024 x 1024 x 1024 on one thread, right after each epoch, best of five

                epoch    events  per CPU-s     per s  GFLOP/CPU-s  bare  share  load   heap  resident
                %s
                measured         %,9.0f %,9.0f  %11.1f  %4.1f  %4.0f%%

                peak resident  %s""",
                machine.cpu(),
                machine.cores(),
                machine.java(),
                machine.openBlas(),
                kernel.description(),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" ")),
                data,
                megaflopsPerEvent,
                rows(),
                perCpuSecond(),
                perSecond(),
                gigaflops(perCpuSecond()),
                bareGigaflops(),
                100 * gigaflops(perCpuSecond()) / bareGigaflops(),
                megabytes(last().memory().peakResident()));
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < epochs.size(); i++) {
            EpochMeter.MeasuredEpoch epoch = epochs.get(i);
            rows.append(String.format(
                    Locale.ROOT,
                    "%s%-7s %,7d  %,9.0f %,9.0f  %11.1f  %4.1f  %4.0f%%  %4.1f  %5s  %8s",
                    i == 0 ? "" : "\n",
                    i == 0 ? "warm-up" : Integer.toString(i),
                    epoch.events(),
                    epoch.perCpuSecond(),
                    epoch.perSecond(),
                    gigaflops(epoch.perCpuSecond()),
                    epoch.bareGigaflops(),
                    100 * gigaflops(epoch.perCpuSecond()) / epoch.bareGigaflops(),
                    epoch.load(),
                    megabytes(OptionalLong.of(epoch.memory().heap())),
                    megabytes(epoch.memory().resident())));
        }
        return rows.toString();
    }

    /** One JSON object on one line; memory in bytes. */
    @Override
    public String json() {
        ObjectNode node = JsonMapper.builder().build().createObjectNode();
        node.putObject("machine")
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("java", machine.java())
                .put("openBlas", machine.openBlas());
        node.put("kernel", kernel.kernel().toString());
        kernel.speeds().ifPresent(speeds -> {
            ObjectNode measured = node.putObject("kernelGigaflops");
            speeds.gigaflops().forEach((name, speed) -> measured.put(name.toString(), speed));
        });
        ObjectNode given = node.putObject("settings");
        settings.forEach(given::put);
        node.put("data", data)
                .put("megaflopsPerEvent", megaflopsPerEvent)
                .put("eventsPerCpuSecond", perCpuSecond())
                .put("eventsPerSecond", perSecond())
                .put("gigaflops", gigaflops(perCpuSecond()))
                .put("bareGigaflops", bareGigaflops())
                .put("share", gigaflops(perCpuSecond()) / bareGigaflops());
        last().memory().peakResident().ifPresent(bytes -> node.put("peakResident", bytes));
        for (EpochMeter.MeasuredEpoch epoch : epochs) {
            ObjectNode entry = node.withArray("epochs")
                    .addObject()
                    .put("events", epoch.events())
                    .put("seconds", epoch.seconds())
                    .put("cpuSeconds", epoch.cpuSeconds())
                    .put("loss", epoch.loss())
                    .put("bareGigaflops", epoch.bareGigaflops())
                    .put("load", epoch.load())
                    .put("heap", epoch.memory().heap());
            epoch.memory().resident().ifPresent(bytes -> entry.put("resident", bytes));
        }
        return node.toString();
    }

    private double perCpuSecond() {
        return events()
                / measured().stream()
                        .mapToDouble(EpochMeter.MeasuredEpoch::cpuSeconds)
                        .sum();
    }

    private double perSecond() {
        return events()
                / measured().stream()
                        .mapToDouble(EpochMeter.MeasuredEpoch::seconds)
                        .sum();
    }

    private double bareGigaflops() {
        return measured().stream()
                .mapToDouble(EpochMeter.MeasuredEpoch::bareGigaflops)
                .average()
                .orElseThrow();
    }

    private double gigaflops(double perSecond) {
        return megaflopsPerEvent * perSecond / 1000;
    }

    private long events() {
        return measured().stream().mapToLong(EpochMeter.MeasuredEpoch::events).sum();
    }

    private List<EpochMeter.MeasuredEpoch> measured() {
        return epochs.subList(1, epochs.size());
    }

    private EpochMeter.MeasuredEpoch last() {
        return epochs.get(epochs.size() - 1);
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "unknown" : String.format(Locale.ROOT, "%,.0f MB", bytes.getAsLong() / MEGA);
    }
}
