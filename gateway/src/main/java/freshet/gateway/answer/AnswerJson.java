package freshet.gateway.answer;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import java.util.List;
import java.util.Optional;

/**
 * An answer as callers see it; the fields are those of {@link Recommendation}.
 *
 * @param recommendationId the answered event's topic, partition and offset; empty if no event of
 *     the session is answered
 * @param position events that the answer rests on; 0 if no event is answered
 * @param eventTime ISO 8601
 * @param emittedAt ISO 8601
 */
public record AnswerJson(
        Optional<String> recommendationId,
        String sessionId,
        long modelVersion,
        String source,
        int position,
        Optional<String> eventTime,
        Optional<String> emittedAt,
        List<Item> items) {

    /** One recommended item. */
    public record Item(String itemId, float probability) {}

    /** The answer to an event, with all its items. */
    public static AnswerJson of(Recommendation answer) {
        return of(answer, answer.getItems());
    }

    /** The same with some of its items. */
    static AnswerJson of(Recommendation answer, List<RecommendedItem> items) {
        return new AnswerJson(
                Optional.of(id(answer.getEvent())),
                answer.getSessionId(),
                answer.getModelVersion(),
                answer.getSource().name(),
                answer.getPosition(),
                Optional.of(answer.getEventTime().toString()),
                Optional.of(answer.getEmittedAt().toString()),
                items(items));
    }

    /** What a session without an answer gets. */
    static AnswerJson popular(String sessionId, long modelVersion, List<RecommendedItem> items) {
        RecommendationSource source = modelVersion == 0 ? RecommendationSource.NONE : RecommendationSource.POPULAR;
        return new AnswerJson(
                Optional.empty(),
                sessionId,
                modelVersion,
                source.name(),
                0,
                Optional.empty(),
                Optional.empty(),
                items(items));
    }

    /** The identity of an answer: topic, partition and offset of its event. */
    static String id(EventCoordinates event) {
        return event.getTopic() + "-" + event.getPartition() + "-" + event.getOffset();
    }

    private static List<Item> items(List<RecommendedItem> items) {
        return items.stream()
                .map(item -> new Item(item.getItemId(), item.getProbability()))
                .toList();
    }
}
