package freshet.job.stream.table;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.settings.JobSettings;
import freshet.job.testing.TestBroker;
import freshet.job.testing.TestTopics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic that loses records while it is read to its end. */
@ExtendWith(TestBroker.class)
class WholeTopicITCase {

    @Test
    void whatIsLeftIsReadWhereTheBrokerDeletesWhatWasToComeNext(TestBroker.Running broker) throws Exception {
        try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
            for (int record = 0; record < 40; record++) {
                topics.raw(0, 1, new byte[] {1}, new byte[] {1});
            }
            List<String> overrides = new ArrayList<>(topics.settings());
            overrides.add("kafka.properties.max.partition.fetch.bytes=1"); // a record at a time
            JobSettings settings = JobSettings.of(overrides);
            List<Long> offsets = new ArrayList<>();
            new WholeTopic(settings.kafka(), settings.events().topic()).read(record -> {
                offsets.add(record.offset());
                if (offsets.size() == 1) {
                    delete(topics, 30);
                }
            });
            assertThat(offsets).hasSizeLessThan(30).contains(30L, 31L, 38L, 39L);
        }
    }

    private static void delete(TestTopics topics, long before) {
        try {
            topics.deleteEventsBefore(0, before);
        } catch (Exception e) { // of a broker that is there
            throw new IllegalStateException("the records could not be deleted", e);
        }
    }
}
