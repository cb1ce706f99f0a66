package freshet.gateway.rollout;

import freshet.gateway.follow.TopicReader;
import freshet.schema.Rollout;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps the newest state of a model's trial and the newest decisions. Threads may share it; records
 * are for the follower's thread.
 */
public final class RolloutStory implements TopicReader {
    private static final int DECISIONS = 50;

    private final String model;
    private final SingleObjectCodec<Rollout> codec = new SingleObjectCodec<>(Rollout.class);
    private final SortedMap<Long, Rollout> decisions = new TreeMap<>(); // by number
    private Optional<Rollout> newest = Optional.empty();

    /** @param model name of the model whose trial is told */
    public RolloutStory(String model) {
        this.model = model;
    }

    @Override
    public synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (key.equals(model)) {
            newest = decode(record.value()).or(() -> newest);
        } else if (key.startsWith(model + "/")) {
            decode(record.value()).ifPresent(decision -> {
                decisions.put(decision.getNumber(), decision);
                if (decisions.size() > DECISIONS) {
                    decisions.remove(decisions.firstKey());
                }
            });
        }
    }

    /** The newest state, if there was ever a trial. */
    synchronized Optional<Rollout> newest() {
        return newest;
    }

    /** The decisions, the newest first. */
    synchronized List<Rollout> decisions() {
        return decisions.values().stream()
                .sorted((one, other) -> Long.compare(other.getNumber(), one.getNumber()))
                .toList();
    }

    private Optional<Rollout> decode(byte[] value) {
        try {
            return Optional.of(codec.decode(value));
        } catch (MalformedRecordException e) {
            return Optional.empty(); // a later judge's record, which this version cannot tell of
        }
    }

    @Override
    public void pause() {
        // Nothing waits for it.
    }

    @Override
    public synchronized void forget() {
        decisions.clear();
        newest = Optional.empty();
    }
}
