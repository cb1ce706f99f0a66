package freshet.client;

import static freshet.client.Replies.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientThreadTest {
    private final ClientThread thread = new ClientThread();
    private final PendingEvents pending = new PendingEvents(1_000, session -> Optional.empty(), thread);

    @Test
    void aDeadlinePasses() throws Exception {
        Ticket ticket = pending.open("s", NOON);
        thread.setAlarm(ticket, Duration.ofMillis(5), () -> pending.expired(ticket));
        assertThat(ticket.answer.get(1, TimeUnit.MINUTES)).isInstanceOf(Answer.TimedOut.class);
        thread.close();
    }

    @Test
    void aDeadlineOfCenturiesIsOne() {
        Ticket ticket = pending.open("s", NOON);
        thread.setAlarm(ticket, Duration.ofSeconds(Long.MAX_VALUE), () -> pending.expired(ticket));
        pending.expireAll();
        thread.close();
        assertThat(ticket.answer).isCompleted();
    }

    @Test
    void whatWasGivenBeforeTheCloseIsCompleted() {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int event = 0; event < 1_000; event++) {
            Ticket ticket = pending.open("s", NOON.plusMillis(event));
            thread.setAlarm(ticket, Duration.ofHours(1), () -> pending.expired(ticket));
            answers.add(ticket.answer);
        }
        pending.expireAll();
        thread.close();
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    }

    @Test
    void afterTheCloseAnEventStillEnds() {
        Ticket ticket = pending.open("s", NOON);
        thread.close();
        thread.setAlarm(ticket, Duration.ofHours(1), () -> pending.expired(ticket));
        assertThat(ticket.answer).isCompleted();
    }

    @Test
    void aContinuationMayCloseIt() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        long begin = System.nanoTime();
        thread.execute(() -> {
            thread.close();
            closed.complete(true);
        });
        assertThat(closed.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(KafkaClients.REACH);
    }
}
