package freshet.lab.documents;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/** The answers on the recommendations topic to the events of one session. */
final class SessionAnswers {
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);

    private SessionAnswers() {}

    /** By the offsets of their events: the session's key puts all into one partition. */
    static List<Recommendation> of(KafkaConnection kafka, String session) {
        Map<Long, Recommendation> answers = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            new TopicSnapshot(consumer, TopicNames.DEFAULT.recommendations()).read(record -> {
                Recommendation answer = decoded(record.value());
                if (answer.getSessionId().equals(session)) {
                    answers.put(answer.getEvent().getOffset(), answer);
                }
            });
        }
        List<Recommendation> ordered = new ArrayList<>(answers.values());
        ordered.sort(Comparator.comparingLong(answer -> answer.getEvent().getOffset()));
        return ordered;
    }

    private static Recommendation decoded(byte[] value) {
        try {
            return CODEC.decode(value);
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("an answer cannot be read", e);
        }
    }
}
