package freshet.cli.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.evaluation.RankingMetrics;
import java.util.Locale;

/** Writes an audit for programs. */
final class AuditJson {
    private final JsonMapper mapper = new JsonMapper();

    /** One JSON object on one line. */
    String write(AuditReport report, boolean exactlyOnce) {
        LedgerCounts ledger = report.ledger();
        ObjectNode json = mapper.createObjectNode()
                .put("whole", ledger.whole(exactlyOnce))
                .put("exactlyOnce", exactlyOnce)
                .put("events", ledger.events())
                .put("answered", ledger.answered())
                .put("expired", ledger.expired());
        ObjectNode rejected = json.putObject("rejected");
        ledger.rejected().forEach((reason, count) -> rejected.put(reason.name(), count));
        for (Fault fault : Fault.values()) {
            ObjectNode entry = json.putObject(fault.name().toLowerCase(Locale.ROOT));
            entry.put("count", ledger.faults().count(fault));
            ledger.faults().places(fault).forEach(entry.withArray("first")::add);
        }
        report.quality().ifPresent(quality -> {
            put(json.putObject("quality"), quality.overall());
            ObjectNode versions = json.putObject("qualityByVersion");
            quality.byVersion().forEach((version, metrics) -> put(versions.putObject(version.toString()), metrics));
        });
        return json.toString();
    }

    private static void put(ObjectNode json, RankingMetrics metrics) {
        json.put("k", metrics.k())
                .put("recall", metrics.recall())
                .put("mrr", metrics.mrr())
                .put("predictions", metrics.predictions());
    }
}
