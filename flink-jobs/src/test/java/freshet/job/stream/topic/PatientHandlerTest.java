package freshet.job.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.stream.topic.PatientContext.PatientHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class PatientHandlerTest {
    private final List<Object> passedOn = new ArrayList<>();
    private final PatientHandler<String> handler = new PatientHandler<>(
            (answer, failure) -> passedOn.add(failure == null ? answer : failure.getMessage()), "events");
    private final Throwable noAnswer =
            new IllegalStateException("silence", new ExecutionException(new TimeoutException("no broker")));

    private void fails(Throwable failure) {
        handler.accept("none", failure);
    }

    @Test
    void brokersThatWereThereMayBeAway() {
        handler.accept("two partitions", null);
        fails(noAnswer);
        fails(noAnswer);
        handler.accept("three partitions", null);
        assertThat(passedOn).containsExactly("two partitions", "three partitions");
    }

    @Test
    void brokersThatWereNeverThereFailTheJob() {
        fails(noAnswer);
        assertThat(passedOn).containsExactly("silence");
    }

    @Test
    void aTopicThatIsGoneFailsTheJob() {
        handler.accept("two partitions", null);
        fails(new IllegalStateException("gone", new UnknownTopicOrPartitionException("events")));
        assertThat(passedOn).containsExactly("two partitions", "gone");
    }
}
