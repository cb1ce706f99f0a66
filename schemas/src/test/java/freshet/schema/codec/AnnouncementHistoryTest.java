package freshet.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.ModelAnnouncement;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Announcements of before there were challengers, and by jobs that know none. */
final class AnnouncementHistoryTest {
    private final SingleObjectCodec<ModelAnnouncement> codec = new SingleObjectCodec<>(ModelAnnouncement.class);

    private static byte[] golden() throws IOException {
        try (InputStream in =
                AnnouncementHistoryTest.class.getResourceAsStream("/freshet/schema/golden/model-announcement-v0.bin")) {
            return in.readAllBytes();
        }
    }

    private static ModelAnnouncement announced(double share, double shadow) {
        return new ModelAnnouncement(
                7L,
                "file:///m",
                "0f".repeat(32),
                Instant.ofEpochMilli(1709285400123L),
                Map.of("mrr@20", 0.25),
                "new",
                share,
                shadow);
    }

    @Test
    void anOldAnnouncementIsAChampions() throws IOException {
        assertThat(codec.decode(golden())).isEqualTo(announced(0, 0));
    }

    @Test
    void aChampionIsWrittenAsOlderJobsReadIt() throws IOException {
        assertThat(codec.encodeForOldReaders(announced(0, 0))).isEqualTo(golden());
    }

    @Test
    void aChallengerKeepsItsShares() {
        ModelAnnouncement challenger = announced(0.05, 0.2);

        assertThat(codec.encodeForOldReaders(challenger)).isEqualTo(codec.encode(challenger));
        assertThat(codec.decode(codec.encodeForOldReaders(announced(0, 1)))).isEqualTo(announced(0, 1));
    }
}
