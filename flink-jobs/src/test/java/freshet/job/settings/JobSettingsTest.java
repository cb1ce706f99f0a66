package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings.AnsweringSettings;
import freshet.job.settings.JobSettings.EventsSettings.EventsStart;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import freshet.model.answer.ExcludeRule;
import freshet.model.arithmetic.Arithmetic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReadAndOverridden() throws Exception {
        Path file = Files.writeString(
                folder.resolve("job.yaml"),
                """
                        session.gap: 5 min
                        batch: {max-size: 8, linger: 3 ms}
                        delivery: Exactly-Once
                        kafka.properties:
                          security.protocol: SSL
                        """);
        JobSettings settings = JobSettings.load(file, List.of("batch.max-size=16", "events.topic=clicks"));
        assertThat(settings.answering()).isEqualTo(new AnsweringSettings(300_000, 50, 16, 3, 20, ExcludeRule.NONE));
        assertThat(settings.output().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(settings.events().topic()).isEqualTo("clicks");
        assertThat(settings.kafka().clientProperties())
                .containsOnly(Map.entry("security.protocol", "SSL"), Map.entry("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void defaultsAreThoseOfTheDesign() {
        JobSettings settings = JobSettings.defaults();
        assertThat(settings.answering()).isEqualTo(new AnsweringSettings(1_800_000, 50, 32, 0, 20, ExcludeRule.NONE));
        assertThat(settings.model().arithmetic()).isEqualTo(Arithmetic.DEFAULT);
        assertThat(settings.events().start()).isEqualTo(EventsStart.COMMITTED);
        assertThat(settings.output().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(settings.checkpoints().interval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void mergesAreQuietInAProcessOfTheJobsOwn() {
        assertThat(JobSettings.defaults().state().quietCompaction()).isFalse();
        assertThat(JobSettings.defaults().inOwnProcess().state().quietCompaction())
                .isTrue();
        assertThat(JobSettings.of(List.of("state.quiet-compaction=false"))
                        .inOwnProcess()
                        .state()
                        .quietCompaction())
                .isFalse();
    }

    @Test
    void itemsAreWithheldOnlyWhereATopicIsNamed() {
        assertThat(JobSettings.defaults().items().topic()).isEmpty();
        assertThat(JobSettings.of(List.of("items.topic=shop")).items().topic()).contains("shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session.gap=0 ms|session.gap is 0 ms; it must be at least 1 ms",
                "session.gap=soon|session.gap is \"soon\"; it must be a time with its unit, for example 2 ms, 10 s"
                        + " or 30 min",
                "batch.max-size=0|batch.max-size is 0; it must be at least 1",
                "batch.max-size=many|batch.max-size is \"many\"; it must be a whole number of at least 1",
                "recommend.top-k=2000|recommend.top-k is 2000; it must be at most 1000",
                "events.start=yesterday|events.start is \"yesterday\"; it must be one of earliest, latest, committed",
                "scoring.kernel=gpu|scoring.kernel is \"gpu\"; it must be one of auto, vector, nd4j",
                "scoring.mode=fast|scoring.mode is \"fast\"; it must be one of exact, pruned",
                "scoring.precision=half|scoring.precision is \"half\"; it must be one of float32, bfloat16",
                "recommend.exclude=all|recommend.exclude is \"all\"; it must be one of none, current, seen",
                "state.bloom-filter=maybe|state.bloom-filter is \"maybe\"; it must be true or false",
                "state.compression=zip|state.compression is \"zip\"; it must be one of none, snappy, lz4, zstd",
                "state.block-size=2 mb|state.block-size is 2 mb; it must be between 1 kb and 1 mb",
                "delivery=once|delivery is \"once\"; it must be one of at-least-once, exactly-once",
                "model.allowed-stores=models|model.allowed-stores: \"models\" is no absolute URI; write"
                        + " file:///folder or s3://bucket/folder",
                "model.name=|model.name is empty; it must be given",
                "session.gab=1 s|unknown setting session.gab; did you mean session.gap?",
                "session.gap|\"session.gap\" is no setting; write key=value"
            })
    void aWrongSettingIsNamedWithItsValueAndWhatIsAllowed(String override, String message) {
        assertThatThrownBy(() -> JobSettings.of(List.of(override)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @Test
    void aMissingOrBrokenFileIsNamed() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> JobSettings.load(missing, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("settings file " + missing + " does not exist");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "session.gap: [1, 2");
        assertThatThrownBy(() -> JobSettings.load(broken, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is not YAML")
                .hasMessageNotContaining("\n");
        Path list = Files.writeString(folder.resolve("list.yaml"), "session.gap: [1, 2]");
        assertThatThrownBy(() -> JobSettings.load(list, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("has a list for session.gap");
    }

    @Test
    void aKeyThatIsGivenTwiceIsNamed() throws Exception {
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "session.gap: 5 min\nsession: {gap: 10 min}\n");
        assertThatThrownBy(() -> JobSettings.load(twice, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("settings file " + twice + " gives session.gap twice; leave one of them");
    }

    @Test
    void aBrokenFileIsNotQuotedAsSecretsMayStandInIt() throws Exception {
        Path broken = Files.writeString(
                folder.resolve("broken.yaml"),
                "events.topic: x\nkafka.properties.ssl.key.password: \"hush\" hush: [\n");
        assertThatThrownBy(() -> JobSettings.load(broken, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("broken.yaml is not YAML", "at line 2")
                .hasNoCause()
                .hasMessageNotContaining("hush");
    }

    @Test
    void secretsOfTheClientsAreNotPrinted() {
        JobSettings settings = JobSettings.of(List.of("kafka.properties.ssl.key.password=hush"));
        assertThat(settings.toString()).contains("ssl.key.password").doesNotContain("hush");
    }
}
