package freshet.cli.rollout;

import freshet.cli.kafka.FencedException;
import freshet.cli.kafka.FencedWriter;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.RecordWriter;
import freshet.schema.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Which of several judges decides: the one that came last. The others follow, and come again once
 * it is silent. What it reads after {@link #take} is all that others have ever decided; and none of
 * them writes any more. For one thread.
 */
final class Claim implements RecordWriter, AutoCloseable {
    private static final int PATIENCE = 3; // looks without a word of the other judge

    private final KafkaConnection connection;
    private final String name;
    private final Consumer<String> warnings;
    private Optional<FencedWriter> writer = Optional.empty();
    private Optional<Rollout> heard = Optional.empty(); // the newest word of the other judge
    private int silent = PATIENCE; // looks since then; nobody is followed at first

    /**
     * @param name of all judges that decide on the same
     * @param warnings is told that this judge no longer follows
     */
    Claim(KafkaConnection connection, String name, Consumer<String> warnings) {
        this.connection = connection;
        this.name = name;
        this.warnings = warnings;
    }

    /**
     * Whether another judge decides.
     *
     * @param newest the newest state, each look of a judge being one
     */
    boolean follows(Optional<Rollout> newest) {
        if (writer.isPresent() || silent >= PATIENCE) {
            return false;
        }
        silent = newest.equals(heard) ? silent + 1 : 0;
        heard = newest;
        if (silent == PATIENCE) {
            warnings.accept("the other judge has said nothing for " + PATIENCE + " looks; this one decides again");
        }
        return silent < PATIENCE;
    }

    /** Decides from now on. */
    void take() {
        if (writer.isEmpty()) {
            writer = Optional.of(new FencedWriter(connection, name));
        }
    }

    /** Another judge has begun: follows it. */
    void lose(Optional<Rollout> newest) {
        close();
        heard = newest;
        silent = 0;
    }

    /** @throws FencedException if another judge has begun; nothing was written */
    @Override
    public void write(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
        boolean written = false;
        try {
            writer.orElseThrow().write(records);
            written = true;
        } finally {
            if (!written) {
                close(); // the next look begins anew
            }
        }
    }

    @Override
    public void close() {
        writer.ifPresent(FencedWriter::close);
        writer = Optional.empty();
    }
}
