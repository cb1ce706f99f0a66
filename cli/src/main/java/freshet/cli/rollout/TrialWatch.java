package freshet.cli.rollout;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.terminal.Progress;
import freshet.model.session.SessionRules;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.serving.trial.Trial;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the topics of a trial from its beginning, from look to look. What it counts is a function
 * of the topics alone, so that another judge counts the same. For one thread.
 */
final class TrialWatch implements AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final int ROUND = 10_000; // answers that are read before their events are
    private static final int EVENT_BYTES = 512; // with two answers and its part of a session

    private final long version;
    private final Instant startedAt;
    private final EventDecoder decoder;
    private final String eventsTopic;
    private final TrialFigures figures;
    private final SessionJoin join;
    private final AnswerStream answers;
    private final GrowingTopic events;
    private final SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);

    /**
     * @param startedAt when the trial began
     * @param decoder decodes the events as the job does
     */
    TrialWatch(
            KafkaConnection connection, JudgeSettings settings, EventDecoder decoder, Trial trial, Instant startedAt) {
        TopicNames topics = settings.topics();
        SessionRules rules = settings.sessions();
        this.version = trial.version();
        this.startedAt = startedAt;
        this.decoder = decoder;
        this.eventsTopic = topics.events();
        this.figures = new TrialFigures(trial, rules, settings.rules());
        this.join = new SessionJoin(
                settings.rules().quietMillis(rules.gapMillis()),
                rules.gapMillis(),
                RolloutRules.SESSION_LIMIT,
                most(),
                figures);
        GrowingTopic seen = new GrowingTopic(connection, topics.recommendations());
        GrowingTopic shadows = new GrowingTopic(connection, settings.shadow());
        this.answers = new AnswerStream(seen, shadows, this::answer);
        this.events = new GrowingTopic(connection, topics.events());
        try (Admin admin = connection.admin()) {
            seen.beginAt(startedAt, admin);
            shadows.beginAt(startedAt, admin);
        }
    }

    /** Events of open sessions that half of the heap has room for. */
    private static int most() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / EVENT_BYTES);
    }

    /** Whether it watches that trial. */
    boolean isOf(long challenger, Instant started) {
        return version == challenger && startedAt.equals(started);
    }

    /**
     * Counts what has come since the last look.
     *
     * @param announced the trial with the shares of now
     * @param stageSince since when it has them
     */
    TrialFigures look(Trial announced, Instant stageSince) {
        figures.stage(announced, stageSince.toEpochMilli());
        // The ends of the answers are taken first: what they answer is on the events topic by then.
        answers.look();
        long all = answers.behind();
        Map<Integer, Long> before = Map.of();
        try (Progress progress = Progress.start("reading the answers", all)) {
            boolean more = true;
            while (more) {
                more = answers.readOn(
                        ROUND,
                        answer ->
                                join.answer(answer.partition(), answer.offset(), answer.sessionId(), answer.answer()));
                Map<Integer, Long> answered = join.answeredTo();
                // The second answer to an event comes soon after the first: so events wait a round.
                judge(more ? before : answered);
                before = answered;
                progress.stepTo(all - answers.behind());
            }
        }
        figures.passedOver(join.passedOver());
        return figures;
    }

    private void judge(Map<Integer, Long> until) {
        join.unread().forEach(events::beginAt);
        events.readTo(until, this::event);
        join.settle(until);
    }

    private Optional<AnswerStream.Answer> answer(ConsumerRecord<byte[], byte[]> record, boolean shadow) {
        return readable(record)
                .filter(answer -> answer.getEvent().getTopic().equals(eventsTopic))
                // Older ones are no part of the trial; one of an older trial may have its version.
                .filter(answer -> !answer.getEmittedAt().isBefore(startedAt))
                .map(answer -> new AnswerStream.Answer(
                        answer.getEvent().getPartition(),
                        answer.getEvent().getOffset(),
                        answer.getSessionId(),
                        ArmAnswer.of(answer, figures.items(), TrialFigures.K, shadow)));
    }

    private void event(ConsumerRecord<byte[], byte[]> record) {
        if (decoder.decode(value(record)) instanceof DecodedEvent.Accepted accepted) {
            join.event(
                    record.partition(),
                    record.offset(),
                    accepted.event().getSessionId(),
                    TextHash.of(accepted.event().getItemId()),
                    accepted.event().getEventTime().toEpochMilli(),
                    record.timestamp());
        }
    }

    private Optional<Recommendation> readable(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(codec.decode(value(record)));
        } catch (MalformedRecordException e) {
            return Optional.empty(); // audit names it
        }
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? NOTHING : record.value();
    }

    @Override
    public void close() {
        answers.close();
        events.close();
    }
}
