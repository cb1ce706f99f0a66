package freshet.cli.models;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which versions have made the newest answers.
 *
 * @param total number of answers looked at
 * @param byVersion what each version has of them; 0 is an answer before any model
 */
record Answers(int total, SortedMap<Long, Share> byVersion) {
    /**
     * A version's part.
     *
     * @param answers how many
     * @param last when the newest of them was made
     */
    record Share(int answers, Instant last) {}

    private record Answer(long version, Instant at) {}

    /**
     * Reads the newest answers, over all partitions, by the job's clock.
     *
     * @param topic which must exist
     * @param most how many to look at, at least 1
     */
    static Answers newest(KafkaConnection connection, String topic, int most) {
        SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);
        List<Answer> read = new ArrayList<>();
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).readNewest(most, record -> {
                if (record.value() != null) {
                    try {
                        Recommendation answer = codec.decode(record.value());
                        read.add(new Answer(answer.getModelVersion(), answer.getEmittedAt()));
                    } catch (MalformedRecordException e) {
                        // No job wrote it, so it says nothing of what a job serves; audit counts
                        // it.
                    }
                }
            });
        }
        read.sort(Comparator.comparing(Answer::at).reversed());
        SortedMap<Long, Share> shares = new TreeMap<>(Comparator.reverseOrder());
        List<Answer> newest = read.subList(0, Math.min(most, read.size()));
        newest.forEach(answer -> shares.merge(
                answer.version(),
                new Share(1, answer.at()),
                (known, one) -> new Share(known.answers() + one.answers(), known.last())));
        return new Answers(newest.size(), shares);
    }
}
