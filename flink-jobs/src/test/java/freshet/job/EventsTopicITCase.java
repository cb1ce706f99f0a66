package freshet.job;

import static freshet.job.testing.TestJobs.PATIENCE;
import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.Events;
import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import freshet.serving.testing.TestBroker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The topic of the events becomes another one, grows, or drops events before they are read. */
class EventsTopicITCase extends JobOnBroker {
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2, PROMETHEUS.in(new Configuration()));

    private int second;

    @Test
    void aTopicMadeAnewBetweenSavepointAndRestoreIsRefused() throws Exception {
        JobClient before = jobs.start();
        views(0, 5);
        jobs.assertLedger();
        String savepoint = jobs.stopWithSavepoint(before);
        topics.makeAnew("events");
        views(0, 20);
        assertThat(failure(jobs.start(withoutRestarts(savepoint))))
                .contains("topic events-")
                .contains("was made anew since the state was written: its id was ")
                .contains("start the job without its savepoint or checkpoint");
        assertThat(topics.ledger()).as("nothing of the new topic is answered").hasSize(5);
    }

    @Test
    void aTopicMadeAnewWhileTheJobRunsIsRefused(TestBroker.Running broker) throws Exception {
        String failure = failureWhereEventsAreMadeAnew();
        while (failure.contains("UnknownTopicOrPartitionException")) { // asked while there was none
            jobs.close();
            createTopics(broker);
            failure = failureWhereEventsAreMadeAnew();
        }
        assertThat(failure).contains("was made anew while the job ran: its id was ");
    }

    private String failureWhereEventsAreMadeAnew() throws Exception {
        JobClient job = jobs.start(
                withoutRestarts(), "events.partition-discovery=3 s", "kafka.properties.metadata.max.age.ms=1000");
        views(0, 5);
        jobs.assertLedger();
        topics.makeAnew("events");
        return failure(job);
    }

    @Test
    void anotherTopicAtARestoreIsRefused() throws Exception {
        JobClient before = jobs.start();
        views(0, 5);
        jobs.assertLedger();
        String savepoint = jobs.stopWithSavepoint(before);
        String other = topics.otherItems().replace("items.topic=", "");
        assertThat(failure(jobs.start(withoutRestarts(savepoint), "events.topic=" + other)))
                .contains("the state has offsets of topic events-")
                .contains("and events.topic is " + other + "; set events.topic=events-");
    }

    @Test
    void committedOffsetsBeyondTheEndGiveWayToTheOldestEvent() throws Exception {
        views(0, 5);
        topics.commit(0, 20);
        jobs.start();
        jobs.assertLedger();
    }

    @Test
    void eventsGoneBeforeARestoreAreToldAndTheRestIsAnswered() throws Exception {
        JobClient before = jobs.start("events.start=latest");
        eventually().until(() -> {
            views(0, 1);
            return !topics.recommendations().isEmpty();
        });
        eventually().until(() -> isAnswered(topics.sent().get(topics.sent().size() - 1)));
        String savepoint = jobs.stopWithSavepoint(before);
        int sent = topics.sent().size();
        views(0, 60);
        topics.deleteEventsBefore(0, sent + 30);
        jobs.start(Optional.of(savepoint), "events.start=latest");
        eventually().until(() -> answeredFrom(sent).size() >= 30);
        assertThat(answeredFrom(sent))
                .containsExactlyInAnyOrderElementsOf(topics.sent().subList(sent + 30, sent + 60));
        eventually().until(() -> PROMETHEUS.sum("eventsLost") == 30);
    }

    @Test
    void eventsGoneWhileTheJobRunsAreTold() throws Exception {
        int sent = 3000;
        views(0, sent);
        jobs.start("kafka.properties.max.partition.fetch.bytes=1", "kafka.properties.max.poll.records=1");
        eventually().until(() -> !topics.recommendations().isEmpty());
        topics.deleteEventsBefore(0, sent - 1);
        eventually().until(() -> isAnswered(topics.sent().get(sent - 1)));
        eventually()
                .until(() -> PROMETHEUS.sum("eventsLost")
                        == sent - topics.recommendations().size());
        assertThat(topics.recommendations()).hasSizeLessThan(sent);
    }

    /** Those events of the ones that were sent from a number on. */
    private List<EventCoordinates> answeredFrom(int first) {
        List<EventCoordinates> from = topics.sent().subList(first, topics.sent().size());
        return topics.recommendations().stream()
                .map(Recommendation::getEvent)
                .filter(from::contains)
                .toList();
    }

    private boolean isAnswered(EventCoordinates event) {
        return topics.recommendations().stream()
                .anyMatch(answer -> answer.getEvent().equals(event));
    }

    @Test
    void addedPartitionsAreReadSoon() throws Exception {
        jobs.start("events.partition-discovery=1 s");
        views(0, 1);
        jobs.assertLedger();
        topics.growTo("events", 3);
        eventually().ignoreExceptions().until(() -> {
            views(2, 1);
            return true;
        });
        jobs.assertLedger();
    }

    private void views(int partition, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            SessionEvent event = SessionEvent.newBuilder()
                    .setSessionId("s" + second)
                    .setItemId("i")
                    .setEventTime(Instant.ofEpochMilli(Events.START + 1000L * second++))
                    .build();
            topics.raw(partition, System.currentTimeMillis(), new byte[] {'k'}, EventFormat.AVRO.encode(event));
        }
    }

    private static Configuration withoutRestarts() {
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return flink;
    }

    private static Configuration withoutRestarts(String savepoint) {
        Configuration flink = withoutRestarts();
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return flink;
    }

    /** Why the job failed. */
    private static String failure(JobClient job) throws Exception {
        try {
            job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return "it did not fail";
        } catch (ExecutionException e) {
            return ExceptionUtils.stringifyException(e);
        } catch (TimeoutException e) {
            return "it runs on";
        }
    }
}
