package freshet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings;
import freshet.job.stream.event.EventsSource;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CaseOfSettingsTest {
    private static final Locale TURKISH = Locale.forLanguageTag("tr-TR");

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void inTurkey() {
        Locale.setDefault(TURKISH);
    }

    @AfterEach
    void home() {
        Locale.setDefault(before);
    }

    @Test
    void theConsumerGetsAResetThatItKnows() {
        AtomicReference<String> reset = new AtomicReference<>();

        CaseOfSettings.keep(() -> reset.set(reset()));

        assertThat(reset()).as("what Flink makes of it by itself").isEqualTo("earlıest");
        assertThat(reset).hasValue("earliest");
        assertThat(Locale.getDefault()).isEqualTo(TURKISH);
    }

    @Test
    void theLocaleComesBackAfterAFailure() {
        assertThatThrownBy(() -> CaseOfSettings.keep(() -> {
                    throw new IllegalStateException("no job");
                }))
                .hasMessage("no job");

        assertThat(Locale.getDefault()).isEqualTo(TURKISH);
    }

    /** The source keeps Kafka's to itself, and that its properties. */
    private static String reset() {
        Source<?, ?, ?> events = EventsSource.of(
                JobSettings.of(Map.of("kafka.bootstrap.servers", "nowhere:1", "events.start", "earliest")));
        try {
            Field kafka = events.getClass().getDeclaredField("kafka");
            kafka.setAccessible(true);
            KafkaSource<?> source = (KafkaSource<?>) kafka.get(events);
            Field properties = KafkaSource.class.getDeclaredField("props");
            properties.setAccessible(true);
            return ((Properties) properties.get(source)).getProperty("auto.offset.reset");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Flink's source has other fields", e);
        }
    }
}
