package freshet.job.stream.table;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import freshet.serving.Notice;
import freshet.serving.testing.TinyGru;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the models topic holds: announcements of this model, or what the job passes over. */
class ModelsTopicTest {
    private static final SingleObjectCodec<ModelAnnouncement> CODEC = new SingleObjectCodec<>(ModelAnnouncement.class);
    private static final byte[] KEY = "default".getBytes(StandardCharsets.UTF_8);

    private static List<Notice> read(byte[] key, byte[] value) {
        List<Notice> out = new ArrayList<>();
        new ModelsTopic.Announcements("default")
                .deserialize(new ConsumerRecord<>("models", 0, 7, key, value), new ListCollector<>(out));
        return out;
    }

    private static Announcement version(long version) {
        return TinyGru.announcement(Path.of("/models/v"), "0".repeat(64), version);
    }

    @Test
    void onlyAnnouncementsOfThisModelArePassedOn() {
        byte[] value = CODEC.encode(version(3).bundle());

        assertThat(read(KEY, value)).containsExactly(version(3));
        assertThat(read("other".getBytes(StandardCharsets.UTF_8), value)).isEmpty();
        assertThat(read(null, value)).isEmpty();
        assertThat(read(KEY, null)).isEmpty();
        assertThat(read(KEY, new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aVersionBelowOneIsSkipped(long version) {
        assertThat(read(KEY, CODEC.encode(version(version).bundle()))).isEmpty();
    }

    @Property
    void anyBytesAreSkippedOrAnAnnouncement(@ForAll byte[] value) {
        assertThat(read(KEY, value)).hasSizeLessThan(2);
    }

    @Property
    void bentAnnouncementsAreSkippedOrStillCount(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000) Integer> places,
            @ForAll @Size(4) byte[] masks,
            @ForAll @IntRange(max = 1_000) int length) {
        byte[] value = CODEC.encode(version(3).bundle());
        for (int i = 0; i < places.size(); i++) {
            value[places.get(i) % value.length] ^= masks[i];
        }

        assertThat(read(KEY, value)).allSatisfy(notice -> assertThat(((Announcement) notice).version())
                .isPositive());
        assertThat(read(KEY, Arrays.copyOf(value, length % value.length))).isEmpty();
    }
}
