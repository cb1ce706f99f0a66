package freshet.cli.audit;

import freshet.model.evaluation.RankingMetrics;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints an audit for people. */
final class AuditText {
    private final PrintWriter out;
    private final AuditSettings settings;

    AuditText(PrintWriter out, AuditSettings settings) {
        this.out = out;
        this.settings = settings;
    }

    void print(AuditReport report) {
        LedgerCounts ledger = report.ledger();
        LedgerCounts.Remarks remarks = ledger.remarks();
        line("events", ledger.events(), unreadable(ledger));
        line("answered", ledger.answered(), "");
        line(
                "rejected",
                ledger.rejections(),
                ledger.rejected().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(reason -> reason.getKey() + " " + AuditVerdict.count(reason.getValue()))
                        .collect(Collectors.joining(", ")));
        for (Fault fault : Fault.values()) {
            line(fault.words(), ledger.faults().count(fault), places(ledger.faults(), fault));
        }
        if (remarks.deleted() > 0) {
            line("deleted", remarks.deleted(), "offsets that are no longer on the topic");
            line("expired", remarks.expired(), "answered or rejected at such offsets");
        }
        if (remarks.early() > 0) {
            line("early", remarks.early(), "answered over a minute before their events were written, by the clocks");
        }
        report.quality().ifPresent(quality -> print(ledger, quality));
        out.println(new AuditVerdict(ledger, settings).words());
        out.flush();
    }

    private void print(LedgerCounts ledger, AuditReport.Quality quality) {
        Optional<String> none = NoPredictions.why(ledger, quality, settings);
        if (none.isPresent()) {
            out.println(String.format(Locale.ROOT, "%-17s no Recall and no MRR: %s", "all models", none.get()));
            return;
        }
        metrics("all models", quality.overall());
        quality.byVersion().forEach((version, metrics) -> metrics("version " + version, metrics));
    }

    private void metrics(String name, RankingMetrics metrics) {
        out.println(String.format(
                Locale.ROOT,
                "%-17s Recall@%d %.4f  MRR@%d %.4f  (%,d predictions)",
                name,
                metrics.k(),
                metrics.recall(),
                metrics.k(),
                metrics.mrr(),
                metrics.predictions()));
    }

    private String unreadable(LedgerCounts ledger) {
        return ledger.unreadable() == 0
                ? ""
                : AuditVerdict.count(ledger.unreadable()) + " cannot be read as " + settings.encoding()
                        + settings.otherEncoding();
    }

    private static String places(FaultCounts faults, Fault fault) {
        String first = String.join(", ", faults.places(fault));
        return faults.count(fault) > FaultCounts.PLACES ? first + ", …" : first;
    }

    private void line(String name, long value, String note) {
        out.println(
                String.format(Locale.ROOT, "%-17s %,14d  %s", name, value, note).stripTrailing());
    }
}
