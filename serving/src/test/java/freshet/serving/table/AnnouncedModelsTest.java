package freshet.serving.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What records of the topic of announcements say of champion and challenger. */
final class AnnouncedModelsTest {
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);

    private final AnnouncementRecords records = new AnnouncementRecords("shop");
    private final AnnouncedModels announced = new AnnouncedModels();

    private static ModelAnnouncement bundle(long version, double share) {
        return new ModelAnnouncement(
                version, "file:///m" + version, "0".repeat(64), Instant.EPOCH, Map.of(), "", share, 0.0);
    }

    private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> written) {
        return new ConsumerRecord<>("models", 0, 7, written.key(), written.value());
    }

    private static Challenge challenge(long version, double share) {
        return new Challenge("shop", Optional.of(bundle(version, share)));
    }

    private static Challenge end() {
        return new Challenge("shop", Optional.empty());
    }

    @Test
    void bothAreReadBackAsTheyWereWritten() {
        Announcement champion = new Announcement("shop", bundle(1, 0));

        ConsumerRecord<byte[], byte[]> first = read(AnnouncementRecords.record("models", champion));
        assertThat(records.read(first)).contains(champion);
        assertThat(records.challenge(first)).isEmpty();

        ConsumerRecord<byte[], byte[]> second = read(AnnouncementRecords.record("models", challenge(2, 0.25)));
        assertThat(new String(second.key(), StandardCharsets.UTF_8)).isEqualTo("shop/challenger");
        assertThat(records.challenge(second)).contains(challenge(2, 0.25));
        assertThat(records.read(second)).isEmpty();

        ConsumerRecord<byte[], byte[]> third = read(AnnouncementRecords.record("models", end()));
        assertThat(third.value()).isNull();
        assertThat(records.challenge(third)).contains(end());
        assertThat(records.read(third)).isEmpty();
    }

    @Test
    void anotherModelsChallengerIsNotThisOnes() {
        ProducerRecord<byte[], byte[]> other =
                AnnouncementRecords.record("models", new Challenge("shop2", Optional.of(bundle(1, 0))));

        assertThat(records.challenge(read(other))).isEmpty();
    }

    @Test
    void versionsOfBothCountAsOne() {
        announced.take(new Announcement("shop", bundle(3, 0)));
        assertThat(announced.model("shop").nextVersion()).isEqualTo(4);

        announced.take(challenge(4, 0.1));
        assertThat(announced.model("shop").nextVersion()).isEqualTo(5);
        assertThat(announced.model("shop").champion()).contains(bundle(3, 0));

        announced.take(end());
        assertThat(announced.model("shop").nextVersion()).isEqualTo(5);
        assertThat(announced.model("shop").challenger()).isEmpty();
    }

    @Test
    void theNewestSharesHold() {
        announced.take(new Announcement("shop", bundle(3, 0)));
        announced.take(challenge(4, 0.05));
        announced.take(challenge(4, 0.25));

        assertThat(announced.model("shop").trial().orElseThrow().share()).isEqualTo(0.25);
    }

    @Test
    void aHigherChampionEndsTheTrial() {
        announced.take(new Announcement("shop", bundle(3, 0)));
        announced.take(challenge(4, 0.05));
        announced.take(new Announcement("shop", bundle(5, 0)));

        assertThat(announced.model("shop").trial()).isEmpty();
        assertThat(announced.all()).containsOnlyKeys("shop");
    }

    @Test
    void anEndWithoutATrialMakesNoModel() {
        announced.take(end());

        assertThat(announced.all()).isEmpty();
        assertThat(announced.model("shop").nextVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aShareOutOfItsRangeDoesNotCount(double share) {
        byte[] value = CODEC.encode(bundle(2, share));

        assertThatThrownBy(() -> AnnouncementRecords.decode(value))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("share is " + share + "; it must be from 0 to 1: publish the challenger again");
    }
}
