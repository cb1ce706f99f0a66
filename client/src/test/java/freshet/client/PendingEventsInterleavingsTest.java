package freshet.client;

import static freshet.client.Replies.NOON;
import static freshet.client.Replies.place;
import static freshet.client.Replies.recommendation;
import static freshet.client.Replies.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.client.ClientException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Every interleaving of what can happen to events ends each of them once and rightly. What is right
 * is told by the order of an event's own steps alone: its reply counts once the event has its
 * place; whichever is complete first, reply, deadline or failure, ends it.
 */
class PendingEventsInterleavingsTest {
    private enum Step {
        ACKNOWLEDGED,
        REPLIED,
        REPLIED_AGAIN,
        EXPIRED,
        FAILED
    }

    @Property(tries = 3_000)
    void eachEventEndsOnceAndRightly(
            @ForAll @IntRange(min = 1, max = 8) int events,
            @ForAll @IntRange(min = 1, max = 3) int sessions,
            @ForAll long seed) {
        Random random = new Random(seed);
        PendingEvents pending = new PendingEvents(100, session -> Optional.empty(), Runnable::run);
        List<Sent> sent = new ArrayList<>();
        List<Integer> turns = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            sent.add(new Sent(event, "s-" + event % sessions, random));
            turns.addAll(Collections.nCopies(sent.get(event).steps.size() + 1, event));
        }
        Collections.shuffle(turns, random);

        for (int event : turns) {
            sent.get(event).next(pending);
            if (random.nextInt(3) == 0) { // others' events, in the same sessions or at the same places
                pending.replied(recommendation("s-" + random.nextInt(sessions), NOON, 1_000 + random.nextInt(50)));
                pending.replied(recommendation("other", NOON, random.nextInt(events)));
                pending.replied(
                        recommendation("s-" + random.nextInt(sessions), NOON.minusSeconds(1), random.nextInt(events)));
            }
            assertThat(sent).allSatisfy(Sent::assertRight);
        }
        assertThat(sent).allSatisfy(event -> assertThat(event.ended()).isTrue());
        assertThat(pending.size()).isZero();
        assertThat(pending.earlyReplies()).isZero();
    }

    /** One event, what happens to it, and what has to become of it. */
    private static final class Sent {
        private final int offset;
        private final String session;
        private final Instant time;
        private final Reply reply;
        private final List<Step> steps = new ArrayList<>();
        private final Map<Step, Integer> done = new EnumMap<>(Step.class); // with the number of the step
        private Optional<Ticket> ticket = Optional.empty();
        private int next;

        Sent(int offset, String session, Random random) {
            this.offset = offset;
            this.session = session;
            this.time = NOON.plusMillis(offset);
            this.reply =
                    random.nextBoolean() ? recommendation(session, time, offset) : rejection(session, time, offset);
            if (random.nextInt(4) > 0) {
                steps.add(Step.ACKNOWLEDGED);
                steps.add(Step.REPLIED);
                steps.add(Step.REPLIED_AGAIN); // as a job does after a failure
            } else {
                steps.add(Step.FAILED);
            }
            steps.add(Step.EXPIRED);
            Collections.shuffle(steps, random);
        }

        void next(PendingEvents pending) {
            if (ticket.isEmpty()) {
                ticket = Optional.of(pending.open(session, time));
                return;
            }
            Step step = steps.get(next);
            done.put(step, next++);
            switch (step) {
                case ACKNOWLEDGED -> pending.written(ticket.get(), place(offset));
                case REPLIED, REPLIED_AGAIN -> pending.replied(reply);
                case EXPIRED -> pending.expired(ticket.get());
                case FAILED -> pending.notWritten(ticket.get(), new ClientException(Reason.NOT_WRITTEN, "no broker"));
            }
        }

        boolean ended() {
            return ticket.orElseThrow().answer.isDone();
        }

        void assertRight() {
            if (ticket.isEmpty()) {
                return;
            }
            int acknowledged = done.getOrDefault(Step.ACKNOWLEDGED, Integer.MAX_VALUE);
            int replied = Math.min(
                    done.getOrDefault(Step.REPLIED, Integer.MAX_VALUE),
                    done.getOrDefault(Step.REPLIED_AGAIN, Integer.MAX_VALUE));
            int answered = Math.max(acknowledged, replied);
            int expired = done.getOrDefault(Step.EXPIRED, Integer.MAX_VALUE);
            int failed = done.getOrDefault(Step.FAILED, Integer.MAX_VALUE);
            int first = Math.min(answered, Math.min(expired, failed));
            var answer = ticket.get().answer;
            if (first == Integer.MAX_VALUE) {
                assertThat(answer).isNotDone();
            } else if (first == failed) {
                assertThat(answer).isCompletedExceptionally();
            } else if (first == answered) {
                assertThat(answer).isCompletedWithValue(reply.answer());
            } else {
                assertThat(answer)
                        .isCompletedWithValue(new Answer.TimedOut(
                                acknowledged < expired ? Optional.of(place(offset)) : Optional.empty(),
                                Optional.empty()));
            }
        }
    }
}
