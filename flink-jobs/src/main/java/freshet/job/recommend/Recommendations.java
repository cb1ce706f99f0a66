package freshet.job.recommend;

import freshet.job.stream.AcceptedEvent;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.load.ServedModel;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the records that answer events: one record, filled anew for each. It is valid until the
 * next one is made, so a caller that keeps it takes a copy. All that is allocated per answer are
 * its two times, which Avro's record holds as objects. For one thread.
 */
final class Recommendations {
    private static final long NO_MODEL = 0;

    private final Clock clock;
    private final Recommendation record = new Recommendation();
    private final List<RecommendedItem> items = new ArrayList<>(); // of the record: the first of the slots
    private final List<RecommendedItem> slots = new ArrayList<>(); // as many as the longest answer so far took

    /** @param clock tells when an answer is handed on */
    Recommendations(Clock clock) {
        this.clock = clock;
        record.setItems(items);
    }

    /**
     * The answer of a model.
     *
     * @param position events of the session that it rests on, see
     *     {@link freshet.model.session.SessionState#position}
     * @param slot the answer's row in {@code ranked}
     */
    Recommendation of(
            AcceptedEvent event, int position, ServedModel served, AnswerSource source, RankedItems ranked, int slot) {
        Vocabulary vocabulary = served.model().vocabulary();
        items.clear();
        for (int rank = 0; rank < ranked.count(slot); rank++) {
            addItem(vocabulary.item(ranked.row(slot, rank)), ranked.probability(slot, rank));
        }
        return fill(event, position, served.version(), recordSource(source));
    }

    /** The answer while no model has arrived. */
    Recommendation none(AcceptedEvent event, int position) {
        items.clear();
        return fill(event, position, NO_MODEL, RecommendationSource.NONE);
    }

    private void addItem(String itemId, float probability) {
        if (items.size() == slots.size()) {
            slots.add(new RecommendedItem());
        }
        RecommendedItem item = slots.get(items.size());
        item.setItemId(itemId);
        item.setProbability(probability);
        items.add(item);
    }

    private Recommendation fill(AcceptedEvent event, int position, long modelVersion, RecommendationSource source) {
        record.setSessionId(event.sessionId());
        record.setEvent(event.coordinates());
        record.setEventTime(Instant.ofEpochMilli(event.event().saidMillis()));
        record.setModelVersion(modelVersion);
        record.setSource(source);
        record.setPosition(position);
        record.setEmittedAt(Instant.ofEpochMilli(clock.millis()));
        return record;
    }

    private static RecommendationSource recordSource(AnswerSource source) {
        return switch (source) {
            case MODEL -> RecommendationSource.MODEL;
            case POPULAR -> RecommendationSource.POPULAR;
        };
    }
}
