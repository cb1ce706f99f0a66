package freshet.job.operator;

import freshet.job.stream.AcceptedEvent;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.serving.AnswerSource;
import freshet.model.serving.ServedModel;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the records that answer events. */
final class Recommendations {
    private static final long NO_MODEL = 0;

    private final Clock clock;

    /** @param clock tells when an answer is handed on */
    Recommendations(Clock clock) {
        this.clock = clock;
    }

    /**
     * The answer of a model.
     *
     * @param position events of the session that it rests on
     * @param slot the answer's row in {@code ranked}
     */
    Recommendation of(
            AcceptedEvent event, int position, ServedModel served, AnswerSource source, RankedItems ranked, int slot) {
        Vocabulary vocabulary = served.model().vocabulary();
        List<RecommendedItem> items = new ArrayList<>(ranked.count(slot));
        for (int rank = 0; rank < ranked.count(slot); rank++) {
            items.add(new RecommendedItem(vocabulary.item(ranked.row(slot, rank)), ranked.probability(slot, rank)));
        }
        return record(event, position, served.version(), recordSource(source), items);
    }

    /** The answer while no model has arrived. */
    Recommendation none(AcceptedEvent event, int position) {
        return record(event, position, NO_MODEL, RecommendationSource.NONE, List.of());
    }

    private Recommendation record(
            AcceptedEvent event,
            int position,
            long modelVersion,
            RecommendationSource source,
            List<RecommendedItem> items) {
        return new Recommendation(
                event.sessionId(),
                event.coordinates(),
                Instant.ofEpochMilli(event.event().timeMillis()),
                modelVersion,
                source,
                position,
                items,
                Instant.ofEpochMilli(clock.millis()));
    }

    private static RecommendationSource recordSource(AnswerSource source) {
        return switch (source) {
            case MODEL -> RecommendationSource.MODEL;
            case POPULAR -> RecommendationSource.POPULAR;
        };
    }
}
