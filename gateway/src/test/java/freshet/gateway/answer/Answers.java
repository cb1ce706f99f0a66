package freshet.gateway.answer;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Answers for tests, as a job gives them. */
public final class Answers {
    public static final String TOPIC = "events";

    private Answers() {}

    /**
     * The answer to the event at an offset of partition 0, at this time, given a millisecond later.
     */
    public static Recommendation at(String sessionId, long offset, long millis) {
        return at(sessionId, 0, offset, millis);
    }

    /** The same on another partition. */
    public static Recommendation at(String sessionId, int partition, long offset, long millis) {
        return of(sessionId, partition, offset, millis, List.of(new RecommendedItem("item-" + offset, 0.5f)));
    }

    /** The same with 20 items, whose ids have 12 characters. */
    public static Recommendation full(String sessionId, long offset, long millis, Random random) {
        List<RecommendedItem> items = new ArrayList<>();
        for (int item = 0; item < 20; item++) {
            items.add(new RecommendedItem(String.format("sku-%08d", random.nextInt(100_000_000)), random.nextFloat()));
        }
        return of(sessionId, 0, offset, millis, items);
    }

    private static Recommendation of(
            String sessionId, int partition, long offset, long millis, List<RecommendedItem> items) {
        return Recommendation.newBuilder()
                .setSessionId(sessionId)
                .setEvent(EventCoordinates.newBuilder()
                        .setTopic(TOPIC)
                        .setPartition(partition)
                        .setOffset(offset)
                        .build())
                .setEventTime(Instant.ofEpochMilli(millis))
                .setModelVersion(3)
                .setSource(RecommendationSource.MODEL)
                .setPosition(1)
                .setItems(items)
                .setEmittedAt(Instant.ofEpochMilli(millis + 1))
                .build();
    }
}
