package freshet.cli.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.evaluation.RankingMetrics;

/** Writes an audit for programs. */
final class AuditJson {
    private final JsonMapper mapper = new JsonMapper();
    private final AuditSettings settings;

    AuditJson(AuditSettings settings) {
        this.settings = settings;
    }

    /** One JSON object on one line. */
    String write(AuditReport report) {
        LedgerCounts ledger = report.ledger();
        ObjectNode json = mapper.createObjectNode()
                .put("whole", ledger.whole(settings.exactlyOnce()))
                .put("verdict", new AuditVerdict(ledger, settings).words())
                .put("exactlyOnce", settings.exactlyOnce())
                .put("events", ledger.events())
                .put("unreadableEvents", ledger.unreadable())
                .put("answered", ledger.answered())
                .put("deleted", ledger.remarks().deleted())
                .put("expired", ledger.remarks().expired())
                .put("early", ledger.remarks().early())
                .put("beyondEnd", ledger.remarks().beyondEnd())
                .put("otherTopic", ledger.remarks().otherTopic())
                .put("missingAtEnd", ledger.remarks().missingAtEnd());
        ObjectNode rejected = json.putObject("rejected");
        ledger.rejected().forEach((reason, count) -> rejected.put(reason.name(), count));
        for (Fault fault : Fault.values()) {
            ObjectNode entry = json.putObject(fault.key());
            entry.put("count", ledger.faults().count(fault));
            ledger.faults().places(fault).forEach(entry.withArray("first")::add);
        }
        ObjectNode ids = json.putObject("topicIds");
        report.topicIds().forEach((topic, id) -> ids.put(topic, id.toString()));
        report.quality().ifPresent(quality -> {
            ObjectNode overall = json.putObject("quality");
            put(overall, quality.overall());
            NoPredictions.why(ledger, quality, settings).ifPresent(why -> overall.put("why", why));
            ObjectNode versions = json.putObject("qualityByVersion");
            quality.byVersion().forEach((version, metrics) -> put(versions.putObject(version.toString()), metrics));
        });
        return json.toString();
    }

    /** A mean over no prediction is none: null. */
    private static void put(ObjectNode json, RankingMetrics metrics) {
        json.put("k", metrics.k()).put("predictions", metrics.predictions());
        if (metrics.predictions() > 0) {
            json.put("recall", metrics.recall()).put("mrr", metrics.mrr());
        } else {
            json.putNull("recall").putNull("mrr");
        }
    }
}
