package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code freshet audit} counts on the topics, read_committed.
 *
 * @param whole its verdict
 * @param rejected by reason
 * @param missing events without an outcome
 * @param repeated outcomes that are there again, of the same event
 * @param places first places of what is wrong, for people
 */
record CountedLedger(
        boolean whole,
        long events,
        long answered,
        SortedMap<String, Long> rejected,
        long missing,
        long repeated,
        String places) {

    static CountedLedger of(KafkaConnection kafka, TopicNames topics, boolean exactlyOnce) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--events-topic",
                topics.events(),
                "--recommendations-topic",
                topics.recommendations(),
                "--rejected-topic",
                topics.rejected(),
                "--ledger-only",
                "--json"));
        if (exactlyOnce) {
            arguments.add("--exactly-once");
        }
        CommandRun run = CommandRun.of(new AuditCommand(), arguments.toArray(String[]::new));
        if (run.failure().isPresent()) {
            throw new CommandException("the audit failed: " + run.failure().get());
        }
        try {
            JsonNode json = JsonMapper.builder().build().readTree(run.out());
            return new CountedLedger(
                    run.status() == 0,
                    json.path("events").asLong(),
                    json.path("answered").asLong(),
                    reasons(json.path("rejected")),
                    json.path("missing").path("count").asLong(),
                    json.path("repeated").path("count").asLong(),
                    run.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events that were rejected. */
    long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every event that was sent is there and has its one outcome. */
    void assertWhole(long sent) {
        assertThat(events).as("events on the topic").isEqualTo(sent);
        assertThat(whole).as(places).isTrue();
        assertThat(answered + rejections()).isEqualTo(sent);
    }

    private static SortedMap<String, Long> reasons(JsonNode rejected) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        rejected.fields()
                .forEachRemaining(
                        reason -> reasons.put(reason.getKey(), reason.getValue().asLong()));
        return reasons;
    }
}
