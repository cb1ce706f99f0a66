package freshet.cli.evaluate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.terminal.Figure;
import freshet.model.evaluation.Band;
import freshet.model.evaluation.CatalogueUse;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Quality;
import freshet.model.evaluation.Quality.BandMetrics;
import freshet.model.evaluation.Quality.PopularityGroup;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.evaluation.Reliability;
import freshet.model.evaluation.Reliability.Bin;
import java.util.List;
import java.util.TreeMap;

/** Writes what an evaluation found for programs: shares in [0, 1] at full precision. Immutable. */
final class EvaluationJson {
    private final JsonMapper mapper = new JsonMapper();
    private final PlayedLog log;

    EvaluationJson(PlayedLog log) {
        this.log = log;
    }

    /**
     * One JSON object on one line; its own metrics are those at the largest K, {@code cutoffs} has
     * all of them.
     */
    String line(MeasuredModel model) {
        Evaluation evaluation = model.evaluation();
        ObjectNode json = mapper.createObjectNode()
                .put("model", model.file().toString())
                .put("items", model.items())
                .put("test", log.file().toString())
                .put("format", log.format())
                .put("sessionGap", log.gap().toString())
                .put("maxItems", log.maxItems())
                .put("ties", evaluation.settings().ties().toString())
                .put("excludeCurrent", evaluation.settings().excludeCurrent())
                .put("sessions", evaluation.sessions())
                .put("events", evaluation.events())
                .put("repeats", evaluation.repeats())
                .put("equalTimes", evaluation.equalTimes())
                .put("unknown", evaluation.unknown())
                .put("malformed", log.summary().malformed())
                .put("unit", log.summary().unit());
        Figure.put(json, "predictionsPerCpuSecond", model.effort().perCpuSecond(model.predictions()));
        Figure.put(json, "predictionsPerSecond", model.effort().perSecond(model.predictions()));
        new TreeMap<>(log.summary().types())
                .forEach((type, events) -> json.withObject("/eventTypes").put(type, events));
        log.types().wanted().stream().sorted().forEach(json.withArray("playedTypes")::add);
        log.summary().firstFaults().forEach(fault -> json.withArray("firstFaults")
                .addObject()
                .put("number", fault.number())
                .put("reason", fault.reason()));
        put(json, evaluation.metrics());
        for (Quality quality : evaluation.qualities()) {
            ObjectNode cutoff = json.withArray("cutoffs").addObject();
            put(cutoff, quality.metrics());
            put(cutoff, quality.catalogue());
            put(cutoff, "bySessionLength", quality.bySessionLength());
            put(cutoff, "byPosition", quality.byPosition());
            for (PopularityGroup group : quality.byPopularity()) {
                put(cutoff.withArray("byPopularity").addObject(), group);
            }
        }
        evaluation
                .reliabilities()
                .forEach(reliability -> put(json.withArray("calibration").addObject(), reliability));
        return json.toString();
    }

    private static void put(ObjectNode json, RankingMetrics metrics) {
        json.put("k", metrics.k())
                .put("predictions", metrics.predictions())
                .put("recall", metrics.recall())
                .put("mrr", metrics.mrr())
                .put("ndcg", metrics.ndcg())
                .put("precision", metrics.precision())
                .put("f1", metrics.f1());
    }

    private static void put(ObjectNode json, CatalogueUse catalogue) {
        json.put("recommended", catalogue.recommended())
                .put("distinctItems", catalogue.distinct())
                .put("coverage", catalogue.coverage());
        Figure.put(json, "popularity", catalogue.popularity());
        Figure.put(json, "nextPopularity", catalogue.nextPopularity());
        Figure.put(json, "support", catalogue.support());
    }

    private static void put(ObjectNode json, String name, List<BandMetrics> bands) {
        for (BandMetrics band : bands) {
            ObjectNode entry =
                    json.withArray(name).addObject().put("from", band.band().first());
            if (band.band().last() != Band.OPEN) {
                entry.put("to", band.band().last());
            }
            entry.put("predictions", band.metrics().predictions())
                    .put("recall", band.metrics().recall())
                    .put("mrr", band.metrics().mrr());
        }
    }

    /** Bins without a prediction are left out. */
    private static void put(ObjectNode json, Reliability reliability) {
        json.put("k", reliability.k());
        Figure.put(json, "expectedCalibrationError", reliability.expectedCalibrationError());
        Figure.put(json, "errorByChance", reliability.errorByChance());
        for (Bin bin : reliability.bins()) {
            if (bin.predictions() > 0) {
                json.withArray("bins")
                        .addObject()
                        .put("from", bin.from())
                        .put("to", bin.to())
                        .put("predictions", bin.predictions())
                        .put("probability", bin.confidence())
                        .put("accuracy", bin.accuracy());
            }
        }
    }

    private static void put(ObjectNode json, PopularityGroup group) {
        json.put("items", group.items())
                .put("leastSupport", group.leastSupport())
                .put("mostSupport", group.mostSupport())
                .put("next", group.next())
                .put("hits", group.hits())
                .put("recommended", group.recommended());
    }
}
