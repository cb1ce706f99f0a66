package freshet.cli.evaluate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.SessionGap;
import freshet.model.data.LogSummary;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.RankingMetrics;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What an evaluation found, for a person and for a program.
 *
 * @param model the bundle
 * @param items how many items it ranks
 * @param test the log
 * @param format its format
 * @param gap pause that ended a session
 * @param maxItems newest events that a session retained
 * @param log what the log held
 * @param evaluation the figures
 */
record EvaluationReport(
        Path model,
        int items,
        Path test,
        String format,
        SessionGap gap,
        int maxItems,
        LogSummary log,
        Evaluation evaluation) {

    /** A small table without a line break at its end. */
    String table() {
        RankingMetrics metrics = evaluation.metrics();
        return String.format(
                Locale.ROOT,
                """
                model        %s, ranks %,d items
                log          %s, %s: %,d events, %,d lines malformed and passed over
                sessions     %,d (gap %s, newest %,d events retained)
                left out     %,d events that repeat another one of their session
                unknown      %,d events of items that the model does not know: they are answered, and a miss to predict
                predictions  %,d (each answer against the session's next event; ties rank in the vocabulary's order)
                Recall@%-4d  %.4f
                MRR@%-7d  %.4f""",
                model,
                items,
                test,
                format,
                log.events(),
                log.malformed(),
                evaluation.sessions(),
                gap,
                maxItems,
                evaluation.repeats(),
                evaluation.unknown(),
                metrics.predictions(),
                metrics.k(),
                metrics.recall(),
                metrics.k(),
                metrics.mrr());
    }

    /** One JSON object on one line; shares in [0, 1] at full precision. */
    String json() {
        RankingMetrics metrics = evaluation.metrics();
        ObjectNode node = JsonMapper.builder().build().createObjectNode();
        return node.put("model", model.toString())
                .put("test", test.toString())
                .put("format", format)
                .put("sessionGap", gap.toString())
                .put("maxItems", maxItems)
                .put("k", metrics.k())
                .put("recall", metrics.recall())
                .put("mrr", metrics.mrr())
                .put("predictions", metrics.predictions())
                .put("sessions", evaluation.sessions())
                .put("events", evaluation.events())
                .put("repeats", evaluation.repeats())
                .put("unknown", evaluation.unknown())
                .put("malformedLines", log.malformed())
                .put("ties", "vocabulary order")
                .toString();
    }
}
