package freshet.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.model.WorkQueue.Work;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final WorkQueue queue = new WorkQueue(2);

    private static Question question() {
        return new Reading<>(Optional::isPresent, new CompletableFuture<>());
    }

    @Test
    void aQuestionTooManyIsRefusedAndMailIsNot() throws InterruptedException {
        assertThat(queue.ask(question())).isTrue();
        assertThat(queue.ask(question())).isTrue();
        assertThat(queue.ask(question())).isFalse();
        queue.mail(() -> {});

        assertThat(queue.take(10).mail()).isPresent();
        assertThat(queue.take(10).questions()).hasSize(2);
        assertThat(queue.ask(question())).isTrue();
    }

    @Test
    void aBatchHasTheQuestionsThatCameFirst() throws InterruptedException {
        Question first = question();
        Question second = question();
        queue.ask(first);
        queue.ask(second);

        assertThat(queue.take(1).questions()).containsExactly(first);
        assertThat(queue.take(1).questions()).containsExactly(second);
    }

    @Test
    void whatWaitsIsHandedOutAfterTheEnd() throws InterruptedException {
        queue.ask(question());
        queue.mail(() -> {});
        queue.close();

        assertThat(queue.ask(question())).isFalse();
        assertThat(queue.take(10).questions()).hasSize(1);
        assertThat(queue.take(10)).matches(Work::isEnd);
    }
}
