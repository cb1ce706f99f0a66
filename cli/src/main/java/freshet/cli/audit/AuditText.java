package freshet.cli.audit;

import freshet.model.evaluation.RankingMetrics;
import freshet.schema.event.EventFormat;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints an audit for people. */
final class AuditText {
    private final PrintWriter out;
    private final EventFormat format;

    /** @param format in which the events were read */
    AuditText(PrintWriter out, EventFormat format) {
        this.out = out;
        this.format = format;
    }

    void print(AuditReport report, boolean exactlyOnce) {
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
        report.quality().ifPresent(this::print);
        out.println(new AuditVerdict(ledger, exactlyOnce).words());
        out.flush();
    }

    private void print(AuditReport.Quality quality) {
        metrics("all models", quality.overall());
        quality.byVersion().forEach((version, metrics) -> metrics("version " + version, metrics));
    }

    private void metrics(String name, RankingMetrics metrics) {
        out.println(
                metrics.predictions() == 0
                        ? String.format(
                                Locale.ROOT,
                                "%-16s Recall@%d n/a  MRR@%d n/a  (no answer has a next event to be judged by)",
                                name,
                                metrics.k(),
                                metrics.k())
                        : String.format(
                                Locale.ROOT,
                                "%-16s Recall@%d %.4f  MRR@%d %.4f  (%,d predictions)",
                                name,
                                metrics.k(),
                                metrics.recall(),
                                metrics.k(),
                                metrics.mrr(),
                                metrics.predictions()));
    }

    private String unreadable(LedgerCounts ledger) {
        if (ledger.unreadable() == 0) {
            return "";
        }
        String advice = ledger.unreadable() == ledger.events() ? "; --events-format names their encoding" : "";
        return AuditVerdict.count(ledger.unreadable()) + " cannot be read as "
                + format.name().toLowerCase(Locale.ROOT) + advice;
    }

    private static String places(FaultCounts faults, Fault fault) {
        String first = String.join(", ", faults.places(fault));
        return faults.count(fault) > FaultCounts.PLACES ? first + ", …" : first;
    }

    private void line(String name, long value, String note) {
        out.println(
                String.format(Locale.ROOT, "%-16s %,15d  %s", name, value, note).stripTrailing());
    }
}
