package freshet.cli.audit;

import freshet.model.evaluation.RankingMetrics;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints an audit for people. */
final class AuditText {
    private final PrintWriter out;

    AuditText(PrintWriter out) {
        this.out = out;
    }

    void print(AuditReport report, boolean exactlyOnce) {
        LedgerCounts ledger = report.ledger();
        line("events", ledger.events(), "");
        line("answered", ledger.answered(), "");
        line(
                "rejected",
                ledger.rejections(),
                ledger.rejected().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(reason -> reason.getKey() + " " + count(reason.getValue()))
                        .collect(Collectors.joining(", ")));
        for (Fault fault : Fault.values()) {
            line(fault.name().toLowerCase(Locale.ROOT), ledger.faults().count(fault), places(ledger.faults(), fault));
        }
        if (ledger.expired() > 0) {
            line("expired", ledger.expired(), "their events are no longer on the topic");
        }
        report.quality().ifPresent(this::print);
        out.println(verdict(ledger, exactlyOnce));
        out.flush();
    }

    private void print(AuditReport.Quality quality) {
        metrics("all models", quality.overall());
        quality.byVersion().forEach((version, metrics) -> metrics("version " + version, metrics));
    }

    private void metrics(String name, RankingMetrics metrics) {
        out.println(String.format(
                Locale.ROOT,
                "%-12s Recall@%d %.4f  MRR@%d %.4f  (%,d predictions)",
                name,
                metrics.k(),
                metrics.recall(),
                metrics.k(),
                metrics.mrr(),
                metrics.predictions()));
    }

    private static String verdict(LedgerCounts ledger, boolean exactlyOnce) {
        if (ledger.whole(exactlyOnce)) {
            return "The ledger is whole: every event is accounted for exactly once.";
        }
        String advice = ledger.faults().count(Fault.MISSING) > 0
                ? " Events still on their way through the job count as missing: audit again when it has caught up."
                : "";
        return "The ledger is broken: "
                + Arrays.stream(Fault.values())
                        .filter(fault -> exactlyOnce || fault != Fault.REPEATED)
                        .filter(fault -> ledger.faults().count(fault) > 0)
                        .map(fault -> count(ledger.faults().count(fault)) + " "
                                + fault.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + "." + advice;
    }

    private static String places(FaultCounts faults, Fault fault) {
        String first = String.join(", ", faults.places(fault));
        return faults.count(fault) > FaultCounts.PLACES ? first + ", …" : first;
    }

    private void line(String name, long value, String note) {
        out.println(
                String.format(Locale.ROOT, "%-12s %,15d  %s", name, value, note).stripTrailing());
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
