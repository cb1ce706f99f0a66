package freshet.gateway.live;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import java.util.List;

/** An answered event, as {@code /v1/live} tells it; the names are those of the Avro records. */
record LiveAnswer(
        String recommendationId,
        String sessionId,
        String itemId,
        String eventType,
        long modelVersion,
        RecommendationSource source,
        int position,
        long eventTime,
        long emittedAt,
        List<LiveItem> items) {

    record LiveItem(String itemId, float probability) {}

    static LiveAnswer of(AnsweredEvent answered) {
        Recommendation answer = answered.answer();
        EventCoordinates event = answer.getEvent();
        return new LiveAnswer(
                event.getTopic() + "-" + event.getPartition() + "-" + event.getOffset(),
                answer.getSessionId(),
                answered.event().getItemId(),
                answered.event().getEventType(),
                answer.getModelVersion(),
                answer.getSource(),
                answer.getPosition(),
                answer.getEventTime().toEpochMilli(),
                answer.getEmittedAt().toEpochMilli(),
                answer.getItems().stream()
                        .map(item -> new LiveItem(item.getItemId(), item.getProbability()))
                        .toList());
    }
}
