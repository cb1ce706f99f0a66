package freshet.gateway.model;

import static freshet.serving.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.gateway.http.Problem;
import freshet.gateway.settings.Settings;
import freshet.model.answer.ItemRules;
import freshet.model.answer.WithheldIds;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.session.SessionRules;
import freshet.serving.Announcement;
import freshet.serving.model.AllowedStores;
import freshet.serving.model.BundleFetcher;
import freshet.serving.model.LocalFiles;
import freshet.serving.model.ModelCache;
import freshet.serving.testing.TinyGru;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherVersionsTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong now = new AtomicLong();
    private final OtherVersions others = new OtherVersions(
            new ModelSwitches(
                    ModelCache.ofThisJvm(new BundleFetcher(new LocalFiles(), AllowedStores.ANY), Arithmetic.DEFAULT),
                    ModelSettings.of(new Settings(Map.of(), ModelSettings.all(), "none")),
                    SessionRules.DEFAULT,
                    new ItemRules(new WithheldIds())),
            clock,
            now::get);

    @TempDir
    private Path store;

    @AfterEach
    void close() {
        others.close();
        clock.shutdownNow();
    }

    private Announcement announced(long version) {
        return new TinyGru(30, version).publish(store, version);
    }

    private long answering(Announcement announcement) throws Exception {
        Ranking ranking = Ranking.of(List.of("i1", "i2"), SessionRules.DEFAULT, 1_000, 5, Set.of(), Optional.empty());
        return others.rank(announcement, ranking)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .modelVersion();
    }

    @Test
    void aVersionInUseKeepsItsPlaceForAMinute() throws Exception {
        assertThat(answering(announced(1))).isEqualTo(1);
        assertThat(answering(announced(2))).isEqualTo(2);
        now.addAndGet(OtherVersions.KEPT.toNanos() - 1);
        assertThatThrownBy(() -> answering(announced(3)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.reply().headers()).containsEntry("Retry-After", "60");
                })
                .hasMessage("versions [1, 2] were asked for within the last minute; there is room for 2 beside the"
                        + " served one");
        assertThat(answering(announced(2))).isEqualTo(2);

        now.incrementAndGet();
        assertThat(answering(announced(3))).isEqualTo(3);
        assertThat(answering(announced(2))).isEqualTo(2);
    }
}
