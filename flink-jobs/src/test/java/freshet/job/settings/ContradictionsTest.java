package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionsTest {
    private static final String OUT = "leave the property out";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events.topic=x;recommendations.topic=x|events.topic is x and recommendations.topic is x: they hold"
                        + " records of two kinds; name two topics",
                "rejected.topic=events|events.topic is events and rejected.topic is events: they hold",
                "models.topic=m;items.topic=m|models.topic is m and items.topic is m: they hold",
                "recommendations.topic=rejected-events|recommendations.topic is rejected-events and rejected.topic"
                        + " is rejected-events: they hold",
                "items.topic=events|events.topic is events and items.topic is events: they hold",
                "lists.fallback-window=1 h|lists.fallback-window is 1 h and lists.topic is empty: no lists are made;"
                        + " name their topic, or set lists.fallback-window: 0 s",
                "lists.topic=l;lists.fallback-window=2 h|lists.fallback-window is 2 h and lists.trending-windows is"
                        + " 1 h, 1 d: there is no list over that window; add it to lists.trending-windows",
                "scoring.mode=pruned;scoring.kernel=nd4j|scoring.mode is pruned and scoring.kernel is nd4j: pruned"
                        + " scoring needs the vector kernel; set",
                "scoring.precision=bfloat16;scoring.kernel=nd4j|scoring.precision is bfloat16 and scoring.kernel is"
                        + " nd4j: half precision needs the vector kernel; set",
                "scoring.precision=bfloat16;scoring.mode=pruned|scoring.precision is bfloat16 and scoring.mode is"
                        + " pruned: pruned scoring keeps the weights as the bundle has them; set",
                "model.retry-max=10 ms|model.retry-initial is 1 s and model.retry-max is 10 ms: the first wait is"
                        + " longer than the longest; set",
                "kafka.properties.bootstrap.servers=other:9092|kafka.properties.bootstrap.servers is other:9092 and"
                        + " kafka.bootstrap.servers is localhost:9092: set kafka.bootstrap.servers alone",
                "kafka.properties.group.id=mine|kafka.properties.group.id is mine and kafka.group-id is freshet:"
                        + " set kafka.group-id alone",
                "kafka.properties.transaction.timeout.ms=60000|kafka.properties.transaction.timeout.ms is 60000 and"
                        + " delivery.transaction-timeout is 900000: set delivery.transaction-timeout alone",
                "kafka.properties.transactional.id=t|kafka.properties.transactional.id is t and"
                        + " delivery.transaction-prefix is freshet: every",
                "kafka.properties.auto.offset.reset=latest|kafka.properties.auto.offset.reset is latest and"
                        + " events.start is committed: that says",
                "kafka.properties.enable.auto.commit=true|kafka.properties.enable.auto.commit is true and"
                        + " kafka.group-id is freshet: its offsets",
                "kafka.properties.value.deserializer=x.Y|kafka.properties.value.deserializer is x.Y and"
                        + " events.format is auto: the job reads",
                "kafka.properties.key.serializer=x.Y|kafka.properties.key.serializer is x.Y and events.format is"
                        + " auto: the job reads",
                "delivery=exactly-once;kafka.properties.acks=1|kafka.properties.acks is 1 and delivery is"
                        + " exactly-once: transactions need all; "
                        + OUT,
                "delivery=exactly-once;kafka.properties.enable.idempotence=false|"
                        + "kafka.properties.enable.idempotence is false and delivery is exactly-once: transactions"
                        + " need it; "
                        + OUT,
                "delivery=exactly-once;kafka.properties.retries=0|kafka.properties.retries is 0 and delivery is"
                        + " exactly-once: transactions need retries; "
                        + OUT,
                "delivery=exactly-once;kafka.properties.max.in.flight.requests.per.connection=6|"
                        + "kafka.properties.max.in.flight.requests.per.connection is 6 and delivery is"
                        + " exactly-once: transactions allow at most 5; set",
                "kafka.properties.delivery.timeout.ms=10000|kafka.properties.delivery.timeout.ms is 10000 and"
                        + " linger.ms and request.timeout.ms are 0 and 30000: it must be at least their sum; set 30000",
                "kafka.properties.default.api.timeout.ms=10000|kafka.properties.default.api.timeout.ms is 10000 and"
                        + " request.timeout.ms is 30000: it must be at least that; set 30000"
            })
    void whatCannotWorkIsRefused(String settings, String message) {
        assertThatThrownBy(() -> JobSettings.of(List.of(settings.split(";"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch.linger=10 s|batch.linger is 10 s and checkpoint.interval is 10 s: no event waits",
                "batch.linger=5 ms;batch.max-size=1|batch.linger is 5 ms and batch.max-size is 1: nothing can share",
                "recommend.exclude=seen;session.max-items=1|recommend.exclude is seen and session.max-items is 1:"
                        + " one item",
                "events.out-of-orderness=1 h|events.out-of-orderness is 1 h and session.gap is 30 min: a session",
                "events.idle-timeout=31 min|events.idle-timeout is 31 min and session.gap is 30 min: a silent",
                "state.block-size=1 mb;state.write-buffer=2 mb|state.block-size is 1 mb and state.write-buffer is 2"
                        + " mb: a file",
                "delivery=exactly-once;checkpoint.interval=2 min|delivery is exactly-once and checkpoint.interval"
                        + " is 2 min: every",
                "delivery.transaction-timeout=1 min|delivery.transaction-timeout is 1 min and delivery is"
                        + " at-least-once: it has no effect",
                "delivery.transaction-prefix=p|delivery.transaction-prefix is p and delivery is at-least-once: it"
                        + " has no effect",
                "kafka.properties.isolation.level=read_uncommitted|kafka.properties.isolation.level is"
                        + " read_uncommitted and events.topic is events: events",
                "kafka.properties.partition.discovery.interval.ms=5000;events.partition-discovery=1"
                        + " min|kafka.properties.partition.discovery.interval.ms is 5000 and"
                        + " events.partition-discovery is 1 min: the property holds",
                "kafka.properties.acks=0|kafka.properties.acks is 0 and delivery is at-least-once: answers are lost",
                "kafka.properties.enable.idempotence=false|kafka.properties.enable.idempotence is false and"
                        + " delivery is at-least-once: answers",
                "kafka.properties.commit.offsets.on.checkpoint=false|kafka.properties.commit.offsets.on.checkpoint"
                        + " is false and events.start is committed: no offset"
            })
    void whatIsOddIsTold(String settings, String message) {
        assertThat(Contradictions.oddIn(JobSettings.of(List.of(settings.split(";")))))
                .singleElement()
                .asString()
                .startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.name=x",
                "delivery=exactly-once",
                "kafka.properties.bootstrap.servers=localhost:9092",
                "kafka.properties.group.id=${env:GROUP}",
                "kafka.properties.acks=-1",
                "kafka.properties.delivery.timeout.ms=10000;kafka.properties.request.timeout.ms=9000",
                "kafka.properties.group.protocol=consumer"
            })
    void whatFitsIsTaken(String settings) {
        assertThat(Contradictions.oddIn(JobSettings.of(List.of(settings.split(";")))))
                .isEmpty();
    }

    @Test
    void theDefaultsFitEachOther() {
        assertThat(Contradictions.oddIn(JobSettings.defaults())).isEmpty();
    }
}
