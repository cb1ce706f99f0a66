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
import freshet.serving.model.AllowedStores;
import freshet.serving.model.BundleFetcher;
import freshet.serving.model.LocalFiles;
import freshet.serving.model.ModelCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that is busy with a question, and has room for one more. */
class AnsweringThreadTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch ends = new CountDownLatch(1);
    private final AnsweringThread thread = new AnsweringThread(
            "busy",
            new ModelSwitches(
                    ModelCache.ofThisJvm(new BundleFetcher(new LocalFiles(), AllowedStores.ANY), Arithmetic.DEFAULT),
                    ModelSettings.of(new Settings(Map.of(), ModelSettings.all(), "none")),
                    SessionRules.DEFAULT,
                    new ItemRules(new WithheldIds())),
            new Unheard(),
            clock,
            1);

    @AfterEach
    void close() {
        ends.countDown();
        thread.close();
        clock.shutdownNow();
    }

    private CompletableFuture<Boolean> keepBusy() throws InterruptedException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        thread.ask(new Reading<>(model -> untilItEnds(model.isPresent()), answer));
        assertThat(taken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    private boolean untilItEnds(boolean hasModel) {
        taken.countDown();
        try {
            ends.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return hasModel;
    }

    private static Ranking ranking() {
        return Ranking.of(List.of("a", "b"), SessionRules.DEFAULT, 1_000, 5, Set.of(), Optional.empty());
    }

    @Test
    void aCallTooManyIsToldToComeAgain() throws Exception {
        keepBusy();
        Ranking waits = ranking();
        AnsweringThreads.asked(thread, waits, waits.answer());

        Ranking tooMany = ranking();
        assertThatThrownBy(() -> AnsweringThreads.asked(thread, tooMany, tooMany.answer()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.reply().headers()).containsEntry("Retry-After", "1");
                })
                .hasMessage("too many calls wait for an answer already, 1");
    }

    @Test
    void whatWaitsIsAnsweredBeforeTheEnd() throws Exception {
        CompletableFuture<Boolean> busy = keepBusy();
        Ranking waits = ranking();
        thread.ask(waits);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(thread::close);

        ends.countDown();

        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(busy).isCompletedWithValue(false);
        assertThat(waits.answer().getNow(null))
                .isEqualTo(new Answer(0, Answer.Source.NONE, 2, Optional.empty(), List.of()));
    }
}
