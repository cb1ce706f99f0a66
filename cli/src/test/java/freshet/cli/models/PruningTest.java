package freshet.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PruningTest {
    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

    private final List<StoreFile> store = List.of(
            bundle("shop", "1", 30),
            bundle("shop", "2", 20),
            bundle("shop", "3", 10),
            bundle("shop", "4", 9),
            bundle("other", "5", 40));

    @Test
    void theNewestOfEachModelStay() {
        assertThat(unneeded(2, 0, Set.of())).containsExactly("2", "1");
        assertThat(unneeded(0, 0, Set.of())).containsExactly("4", "3", "2", "1", "5");
    }

    @Test
    void whatIsAnnouncedOrAnswersStays() {
        assertThat(unneeded(0, 0, Set.of("1", "4"))).containsExactly("3", "2", "5");
    }

    @Test
    void whatIsYoungerStays() {
        assertThat(unneeded(0, 15, Set.of())).containsExactly("2", "1", "5");
        assertThat(unneeded(0, 40, Set.of())).as("exactly as old").isEmpty();
    }

    @Test
    void halfWrittenFilesGoOnceTheyAreOldAndCountAsNoBundle() {
        List<StoreFile> files = List.of(part("9", 20), part("8", 1), bundle("shop", "1", 30));

        assertThat(new Pruning(1, new Needed(Set.of("9"), Optional.empty()), NOW.minusSeconds(7 * 86_400))
                        .unneeded(files))
                .extracting(StoreFile::sha256)
                .containsExactly("9");
    }

    private List<String> unneeded(int keep, int days, Set<String> needed) {
        return new Pruning(keep, new Needed(needed, Optional.empty()), NOW.minusSeconds(days * 86_400L))
                .unneeded(store).stream().map(StoreFile::sha256).toList();
    }

    private static StoreFile bundle(String model, String sha256, int daysOld) {
        return new StoreFile(Path.of(model + sha256), model, sha256, false, 1, NOW.minusSeconds(daysOld * 86_400L));
    }

    private static StoreFile part(String sha256, int daysOld) {
        return new StoreFile(Path.of("." + sha256), "shop", sha256, true, 1, NOW.minusSeconds(daysOld * 86_400L));
    }
}
