package freshet.client;

import static freshet.client.Replies.NOON;
import static freshet.client.Replies.place;
import static freshet.client.Replies.recommendation;
import static freshet.client.Replies.recommended;
import static freshet.client.Replies.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.client.ClientException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PendingEventsTest {
    private final NewestAnswers newest = new NewestAnswers(10);
    private final PendingEvents pending = new PendingEvents(3, newest::of, Runnable::run);

    @Test
    void anEventGetsItsOwnAnswer() {
        Ticket ticket = pending.open("s", NOON);
        pending.written(ticket, place(5));
        pending.replied(recommendation("s", NOON, 4));
        assertThat(ticket.answer).isNotDone();

        pending.replied(recommendation("s", NOON, 5));

        assertThat(ticket.written).isCompletedWithValue(place(5));
        assertThat(ticket.answer).isCompletedWithValue(recommended("s", NOON, 5));
        assertThat(pending.size()).isZero();
    }

    @Test
    void anAnswerBeforeTheAcknowledgementIsNotLost() {
        Ticket ticket = pending.open("s", NOON);
        pending.replied(recommendation("s", NOON, 5));
        assertThat(ticket.answer).isNotDone();

        pending.written(ticket, place(5));

        assertThat(ticket.answer).isCompletedWithValue(recommended("s", NOON, 5));
        assertThat(pending.earlyReplies()).isZero();
    }

    @Test
    void aRejectionBeforeTheAcknowledgementIsNotLost() {
        Ticket ticket = pending.open("s", NOON);
        pending.replied(rejection("s", NOON, 5));

        pending.written(ticket, place(5));

        assertThat(ticket.answer).isCompletedWithValue(rejection("s", NOON, 5).answer());
    }

    @Test
    void anotherSessionsAnswerAtThePlaceIsIgnored() {
        Ticket ticket = pending.open("s", NOON);
        pending.written(ticket, place(5));

        pending.replied(recommendation("other", NOON, 5));
        assertThat(ticket.answer).isNotDone();
    }

    @Test
    void theAnswerOfAnEarlierTopicIsIgnored() {
        Ticket ticket = pending.open("s", NOON);
        pending.replied(
                recommendation("s", NOON.minusSeconds(60), 5)); // the same place, before the topic was made anew
        pending.written(ticket, place(5));
        pending.replied(recommendation("s", NOON.minusSeconds(60), 5));
        assertThat(ticket.answer).isNotDone();

        pending.replied(recommendation("s", NOON, 5));

        assertThat(ticket.answer).isCompletedWithValue(recommended("s", NOON, 5));
    }

    @Test
    void aNewTopicsEventAtAnOldPlaceGetsItsAnswer() {
        Ticket old = pending.open("s", NOON);
        pending.written(old, place(0));
        Ticket young = pending.open("s", NOON.plusSeconds(1));

        pending.replied(recommendation("s", NOON.plusSeconds(1), 0));
        pending.written(young, place(0));
        pending.expired(old);

        assertThat(young.answer).isCompletedWithValue(recommended("s", NOON.plusSeconds(1), 0));
        assertThat(old.answer).isCompletedWithValue(new Answer.TimedOut(Optional.of(place(0)), Optional.empty()));
    }

    @Test
    void anExpiredEventNamesTheSessionsNewestAnswerAsSuch() {
        newest.add(recommended("s", NOON.minusSeconds(9), 2));
        Ticket ticket = pending.open("s", NOON);
        Ticket unwritten = pending.open("t", NOON);
        pending.written(ticket, place(5));

        pending.expired(ticket);
        pending.expired(unwritten);

        assertThat(ticket.answer)
                .isCompletedWithValue(new Answer.TimedOut(
                        Optional.of(place(5)), Optional.of(recommended("s", NOON.minusSeconds(9), 2))));
        assertThat(unwritten.answer).isCompletedWithValue(new Answer.TimedOut(Optional.empty(), Optional.empty()));
        pending.written(unwritten, place(6));
        assertThat(unwritten.written).isCompletedWithValue(place(6));
        assertThat(pending.size()).isZero();
    }

    @Test
    void moreThanTheLimitAreRefused() {
        pending.open("a", NOON);
        pending.open("b", NOON);
        Ticket third = pending.open("c", NOON);

        assertThatThrownBy(() -> pending.open("d", NOON))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_PENDING))
                .hasMessage("3 events wait for their answers, and maxPending allows no more; the event was not sent:"
                        + " send fewer, shorten the deadline or raise maxPending");
        pending.expired(third);
        pending.open("d", NOON);
    }

    @Test
    void earlyRepliesStayWithinTheLimit() {
        Ticket ticket = pending.open("s", NOON);
        for (long offset = 0; offset < 100; offset++) {
            pending.replied(recommendation("s", NOON, offset));
            assertThat(pending.earlyReplies()).isLessThanOrEqualTo(3);
        }
        pending.written(ticket, place(99));
        assertThat(ticket.answer).isCompletedWithValue(recommended("s", NOON, 99));
        assertThat(pending.earlyReplies()).isZero();
    }

    @Test
    void afterAFailureOfReadingNothingIsLeft() {
        Ticket written = pending.open("s", NOON);
        Ticket unwritten = pending.open("t", NOON);
        pending.written(written, place(5));
        ClientException cause = new ClientException(Reason.NOT_READ, "no");

        pending.failAll(cause);

        assertThat(written.answer).isCompletedExceptionally();
        assertThat(unwritten.answer).isCompletedExceptionally();
        assertThat(unwritten.written).isNotDone();
        pending.notWritten(unwritten, cause);
        assertThat(unwritten.written).isCompletedExceptionally();
        assertThat(pending.size()).isZero();
    }

    @Test
    void onceClosedItTakesNoEvent() {
        Ticket ticket = pending.open("s", NOON);
        pending.close();
        assertThatThrownBy(() -> pending.open("s", NOON))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        assertThat(ticket.answer).isNotDone();
        pending.expireAll();
        assertThat(ticket.answer).isCompleted();
    }

    /** Acknowledgements and answers race on two threads, as Kafka's producer and the reader do. */
    @Test
    void racingThreadsLoseNoAnswer() throws Exception {
        int events = 50_000;
        PendingEvents shared = new PendingEvents(events, newest::of, Runnable::run);
        LinkedBlockingQueue<Ticket> sent = new LinkedBlockingQueue<>();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> acknowledgements = threads.submit(() -> {
                for (long offset = 0; offset < events; offset++) {
                    shared.written(sent.take(), place(offset));
                }
                return null;
            });
            LinkedBlockingQueue<Reply> written = new LinkedBlockingQueue<>();
            Future<?> replies = threads.submit(() -> {
                for (long offset = 0; offset < events; offset++) {
                    shared.replied(written.take());
                }
                return null;
            });
            for (long offset = 0; offset < events; offset++) {
                Instant time = NOON.plusMillis(offset);
                Ticket ticket = shared.open("s-" + offset % 3, time);
                answers.add(ticket.answer);
                sent.add(ticket);
                written.add(recommendation("s-" + offset % 3, time, offset));
            }
            acknowledgements.get(1, TimeUnit.MINUTES);
            replies.get(1, TimeUnit.MINUTES);
        } finally {
            threads.shutdownNow();
        }
        for (int offset = 0; offset < events; offset++) {
            Answer answer = answers.get(offset).getNow(new Answer.TimedOut(Optional.empty(), Optional.empty()));
            assertThat(answer).isEqualTo(recommended("s-" + offset % 3, NOON.plusMillis(offset), offset));
        }
        assertThat(shared.size()).isZero();
        assertThat(shared.earlyReplies()).isZero();
    }
}
