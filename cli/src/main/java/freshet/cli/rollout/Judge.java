package freshet.cli.rollout;

import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.Trials;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import freshet.schema.event.EventLimits;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Judges the challenger of a model, look by look: waits, gives it the next share of the sessions,
 * promotes it or takes it back. A decision is on the topic {@code rollouts} before it is announced;
 * a judge that starts in between announces what is missing. For one thread.
 */
public final class Judge implements AutoCloseable {
    private final KafkaConnection connection;
    private final JudgeSettings settings;
    private final Clock clock;
    private final RuleBook rules;
    private final RolloutTopic rollouts;
    private final Announcements announcements;
    private final Trials trials;
    private Optional<Rollout> dry = Optional.empty(); // the state of a dry run, which writes none
    private Optional<TrialWatch> watch = Optional.empty();

    /**
     * @param clock dates decisions and announcements
     * @param warnings is told of records that cannot be read
     * @throws freshet.cli.CommandException if a topic is missing
     */
    public Judge(KafkaConnection connection, JudgeSettings settings, Clock clock, Consumer<String> warnings) {
        this.connection = connection;
        this.settings = settings;
        this.clock = clock;
        this.rules = new RuleBook(settings.rules());
        requireTopics(connection, settings);
        this.rollouts = new RolloutTopic(connection, settings.rollouts(), warnings);
        this.announcements = new Announcements(connection, settings.topics().models(), warnings);
        this.trials = new Trials(announcements, clock);
    }

    /**
     * Looks at the topics and decides. All that is decided is announced when this returns.
     *
     * @throws freshet.cli.CommandException if a topic cannot be read or written
     */
    public Decision look() {
        announce();
        Decision decision = decide();
        if (decision.changes()) {
            announce();
        }
        return decision;
    }

    /** Announces what the newest decision says and the topic of announcements does not say yet. */
    private void announce() {
        if (settings.dryRun()) {
            return;
        }
        rollouts.newest(settings.model()).ifPresent(state -> {
            AnnouncedModel announced = announcements.of(settings.model());
            announced
                    .challenger()
                    .filter(challenger -> isMeant(state, challenger))
                    .ifPresent(challenger -> announce(state, challenger, announced.trial()));
        });
    }

    /**
     * Whether a decision is about this challenger. One that was announced after the end of a trial
     * is another one, also under the same version: versions may be counted from 1 again.
     */
    private static boolean isMeant(Rollout state, ModelAnnouncement challenger) {
        return challenger.getVersion() == state.getChallenger()
                && (Decision.isOn(state) || !challenger.getCreatedAt().isAfter(state.getDecidedAt()));
    }

    private void announce(Rollout state, ModelAnnouncement challenger, Optional<Trial> trial) {
        String model = settings.model();
        if (Decision.isOn(state)) {
            // What was announced after the decision is somebody else's word, and the newer one.
            boolean missing =
                    !hasShares(state, challenger) && !challenger.getCreatedAt().isAfter(state.getDecidedAt());
            if (trial.isPresent() && missing) {
                trials.share(model, state.getShare(), state.getShadow());
            }
        } else if (state.getStage() == RolloutStage.PROMOTED && trial.isPresent()) {
            trials.promote(model, "promoted by the judge of version " + state.getChallenger());
        } else if (state.getStage() != RolloutStage.ENDED) {
            trials.end(model);
        }
    }

    /**
     * Decides and keeps the decision; announces nothing. The next {@link #look}, of this judge or
     * another one, announces it.
     *
     * @throws freshet.cli.CommandException if a topic cannot be read or written
     */
    public Decision decide() {
        AnnouncedModel announced = announcements.of(settings.model());
        Optional<Rollout> before = dry.or(() -> rollouts.newest(settings.model()));
        if (announced.trial().isEmpty()) {
            close();
            return before.filter(Decision::isOn)
                    .map(state -> keep(ended(state)))
                    .orElseGet(() -> Decision.none(settings.model()));
        }
        Trial trial = announced.trial().get();
        return before.filter(state -> Decision.isOn(state) && state.getChallenger() == trial.version())
                .map(state -> keep(judged(state, trial)))
                .orElseGet(() -> keep(begun(announced, trial, before)));
    }

    private Rollout begun(AnnouncedModel announced, Trial trial, Optional<Rollout> before) {
        Instant announcedAt = trial.challenger().getCreatedAt();
        long champion = announced.champion().orElseThrow().getVersion();
        return Rollout.newBuilder()
                .setModel(settings.model())
                .setNumber(before.map(Rollout::getNumber).orElse(0L) + 1)
                .setChallenger(trial.version())
                .setChampion(champion)
                .setStage(stage(trial.share()))
                .setDecision(RolloutDecision.BEGIN)
                .setShare(trial.share())
                .setShadow(
                        trial.shadow() > 0 ? trial.shadow() : settings.rules().shadow())
                .setReason("version " + trial.version() + " is on trial beside version " + champion)
                .setDecidedAt(now(trial))
                .setStartedAt(announcedAt)
                .setStageSince(announcedAt)
                .build();
    }

    private Rollout ended(Rollout state) {
        return next(state, RolloutDecision.END, Instant.now(clock))
                .setStage(RolloutStage.ENDED)
                .setReason("the trial of version " + state.getChallenger() + " was ended by somebody else")
                .setShare(0)
                .setShadow(0)
                .build();
    }

    private Rollout judged(Rollout state, Trial trial) {
        Instant now = now(trial);
        if (!hasShares(state, trial.challenger())) {
            return next(state, RolloutDecision.SHARE, now)
                    .setStage(stage(trial.share()))
                    .setReason("other shares were announced by somebody else")
                    .setShare(trial.share())
                    .setShadow(trial.shadow())
                    .setStageSince(now)
                    .build();
        }
        TrialFigures counted = watch(state, trial).look(trial, state.getStageSince());
        Figures figures = Figures.of(counted);
        Duration inStage = Duration.between(state.getStageSince(), now);
        Verdict verdict = rules.verdict(counted, figures, state.getShare(), inStage);
        Rollout.Builder next =
                next(state, verdict.decision(), now).setReason(verdict.reason()).setFigures(figures.byName());
        switch (verdict.decision()) {
            case GO_ON ->
                next.setShare(rules.nextShare(state.getShare()).orElseThrow())
                        .setStage(RolloutStage.CANARY)
                        .setStageSince(now);
            case PROMOTE -> next.setStage(RolloutStage.PROMOTED).setShare(1).setShadow(0);
            case RETURN -> next.setStage(RolloutStage.RETURNED).setShare(0).setShadow(0);
            default -> {
                // It waits.
            }
        }
        return next.build();
    }

    /**
     * The same state with another decision. A builder made of a record would ask Avro for classes.
     */
    private static Rollout.Builder next(Rollout state, RolloutDecision decision, Instant now) {
        return Rollout.newBuilder()
                .setModel(state.getModel())
                .setNumber(state.getNumber() + (decision == RolloutDecision.WAIT ? 0 : 1))
                .setChallenger(state.getChallenger())
                .setChampion(state.getChampion())
                .setStage(state.getStage())
                .setDecision(decision)
                .setShare(state.getShare())
                .setShadow(state.getShadow())
                .setDecidedAt(now.truncatedTo(ChronoUnit.MILLIS))
                .setStartedAt(state.getStartedAt())
                .setStageSince(state.getStageSince())
                .setFigures(state.getFigures());
    }

    /** A dry run stays in the stage that is announced. */
    private Decision keep(Rollout state) {
        if (!settings.dryRun()) {
            rollouts.write(state);
        } else if (Decision.isOn(state) && state.getDecision() != RolloutDecision.GO_ON) {
            dry = Optional.of(state);
        }
        return Decision.of(state);
    }

    private TrialWatch watch(Rollout state, Trial trial) {
        Optional<TrialWatch> going = watch.filter(topics -> topics.isOf(state.getChallenger(), state.getStartedAt()));
        if (going.isEmpty()) {
            close();
            watch = Optional.of(new TrialWatch(
                    connection,
                    settings,
                    settings.format().decoder(EventLimits.DEFAULT, clock),
                    trial,
                    state.getStartedAt()));
        }
        return watch.orElseThrow();
    }

    /** Not before the announcement, whose clock may be ahead of this one. */
    private Instant now(Trial trial) {
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS);
        Instant announced = trial.challenger().getCreatedAt();
        return now.isBefore(announced) ? announced : now;
    }

    private static boolean hasShares(Rollout state, ModelAnnouncement challenger) {
        return state.getShare() == challenger.getShare() && state.getShadow() == challenger.getShadow();
    }

    private static RolloutStage stage(double share) {
        return share > 0 ? RolloutStage.CANARY : RolloutStage.SHADOW;
    }

    /**
     * Makes sure that a judge could look now.
     *
     * @throws freshet.cli.CommandException if a topic is missing
     */
    public static void requireTopics(KafkaConnection connection, JudgeSettings settings) {
        TopicNames topics = settings.topics();
        String hint =
                CreateHint.of(connection, topics.withShadow(settings.shadow()).withRollouts(settings.rollouts()));
        try (Admin admin = connection.admin()) {
            Topics.require(
                    admin,
                    List.of(topics.events(), topics.recommendations(), settings.shadow(), settings.rollouts()),
                    "check its name, or " + hint);
        }
    }

    @Override
    public void close() {
        watch.ifPresent(TrialWatch::close);
        watch = Optional.empty();
    }
}
