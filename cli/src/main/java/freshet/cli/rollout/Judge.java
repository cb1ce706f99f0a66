package freshet.cli.rollout;

import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.FencedException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.PlacedModel;
import freshet.cli.publish.Trials;
import freshet.schema.ModelAnnouncement;
import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import freshet.schema.RolloutStage;
import freshet.schema.event.EventLimits;
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
 * a judge that starts in between announces what is missing. Of several judges the last one decides,
 * see {@link Claim}. For one thread.
 */
public final class Judge implements AutoCloseable {
    private final KafkaConnection connection;
    private final JudgeSettings settings;
    private final Clock clock;
    private final RuleBook rules;
    private final Consumer<String> warnings;
    private final RolloutTopic rollouts;
    private final Claim claim;
    private final Announcements announcements;
    private final Trials trials;
    private Optional<Rollout> dry = Optional.empty(); // the state of a dry run, which writes none
    private Optional<TrialWatch> watch = Optional.empty();
    private boolean warned; // that sessions do not count

    /**
     * @param clock dates decisions and announcements
     * @param warnings is told of records that cannot be read, and when it follows no other judge
     *     any more
     * @throws freshet.cli.CommandException if a topic is missing
     */
    public Judge(KafkaConnection connection, JudgeSettings settings, Clock clock, Consumer<String> warnings) {
        this.connection = connection;
        this.settings = settings;
        this.clock = clock;
        this.rules = new RuleBook(settings.rules());
        requireTopics(connection, settings);
        this.warnings = warnings;
        this.rollouts = new RolloutTopic(connection, settings.rollouts(), warnings);
        this.claim = new Claim(connection, transactionalId(settings.rollouts(), settings.model()), warnings);
        this.announcements = new Announcements(connection, settings.topics().models(), warnings, claim);
        this.trials = new Trials(announcements, clock);
    }

    /**
     * What Kafka keeps the judges of a model apart by.
     *
     * @param rollouts the topic
     * @param model its name
     */
    public static String transactionalId(String rollouts, String model) {
        return "freshet-judge-" + rollouts + "-" + model;
    }

    /**
     * Looks at the topics and decides. All that is decided is announced when this returns. While
     * another judge decides, it says what that one has decided.
     *
     * @throws freshet.cli.CommandException if a topic cannot be read or written
     */
    public Decision look() {
        if (settings.dryRun()) {
            return decide();
        }
        try {
            if (follows()) {
                return followed();
            }
            claim.take();
            announce();
            Decision decision = decide();
            if (decision.changes()) {
                announce();
            }
            return decision;
        } catch (FencedException e) {
            claim.lose(rollouts.newest(settings.model()));
            unwatch();
            return followed();
        }
    }

    private boolean follows() {
        return claim.follows(rollouts.newest(settings.model()));
    }

    /** What the other judge has decided of the trial that is on, or that it has ended. */
    private Decision followed() {
        PlacedModel announced = announcements.placed(settings.model());
        boolean on = announced.model().trial().isPresent();
        return Decision.followed(
                settings.model(),
                rollouts.newest(settings.model())
                        .filter(state -> !on || Decision.isOn(state) && TrialIdentity.isOf(state, announced)));
    }

    /** Announces what the newest decision says and the topic of announcements does not say yet. */
    private void announce() {
        rollouts.newest(settings.model()).ifPresent(state -> {
            PlacedModel announced = announcements.placed(settings.model());
            if (TrialIdentity.isOf(state, announced)) {
                announced
                        .model()
                        .challenger()
                        .filter(challenger -> isMeant(state, challenger))
                        .ifPresent(challenger ->
                                announce(state, challenger, announced.model().trial()));
            }
        });
    }

    /** Whether a decision is about this announcement; an end is not about a later one. */
    private static boolean isMeant(Rollout state, ModelAnnouncement challenger) {
        return Decision.isOn(state) || !challenger.getCreatedAt().isAfter(state.getDecidedAt());
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
        if (!settings.dryRun()) {
            claim.take();
        }
        PlacedModel announced = announcements.placed(settings.model());
        Optional<Rollout> before = dry.or(() -> rollouts.newest(settings.model()));
        if (announced.model().trial().isEmpty()) {
            unwatch();
            return before.filter(Decision::isOn)
                    .map(state -> keep(ended(state).build()))
                    .orElseGet(() -> Decision.none(settings.model()));
        }
        Trial trial = announced.model().trial().get();
        Rollout.Builder next = before.filter(state -> Decision.isOn(state)
                        && TrialIdentity.isOf(state, announced)
                        && TrialIdentity.isBeside(state, announced))
                .map(state -> judged(state, trial))
                .orElseGet(() -> begun(announced.model().champion().orElseThrow(), trial, before));
        announced.challenger().ifPresent(place -> next.setAnnouncementPartition(place.partition())
                .setAnnouncementOffset(place.offset()));
        return keep(next.setSha256(trial.challenger().getSha256()).build());
    }

    private Rollout.Builder begun(ModelAnnouncement known, Trial trial, Optional<Rollout> before) {
        Instant announcedAt = later(trial.challenger().getCreatedAt(), known.getCreatedAt());
        long champion = known.getVersion();
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
                .setDecidedAt(later(now(trial), announcedAt))
                .setStartedAt(announcedAt)
                .setStageSince(announcedAt);
    }

    private Rollout.Builder ended(Rollout state) {
        return next(state, RolloutDecision.END, Instant.now(clock))
                .setStage(RolloutStage.ENDED)
                .setReason("the trial of version " + state.getChallenger() + " was ended by somebody else")
                .setShare(0)
                .setShadow(0);
    }

    private Rollout.Builder judged(Rollout state, Trial trial) {
        Instant now = now(trial);
        if (!hasShares(state, trial.challenger())) {
            return next(state, RolloutDecision.SHARE, now)
                    .setStage(stage(trial.share()))
                    .setReason("other shares were announced by somebody else")
                    .setShare(trial.share())
                    .setShadow(trial.shadow())
                    .setStageSince(now);
        }
        TrialFigures counted = watch(state, trial).look(trial, state.getStageSince());
        warnOf(counted.passedOver());
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
        return next;
    }

    private void warnOf(long passedOver) {
        if (passedOver > 0 && !warned) {
            warned = true;
            warnings.accept("half of the heap is full of open sessions: " + passedOver + " sessions that opened then do"
                    + " not count; what is counted is right, and takes longer. Give the judge more memory,"
                    + " FRESHET_JAVA_OPTS=-Xmx4g, or the challenger a smaller --shadow");
        }
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
                .setFigures(state.getFigures())
                .setSha256(state.getSha256())
                .setAnnouncementPartition(state.getAnnouncementPartition())
                .setAnnouncementOffset(state.getAnnouncementOffset());
    }

    /** A dry run stays in the stage that is announced. */
    private Decision keep(Rollout state) {
        if (!settings.dryRun()) {
            rollouts.write(state, claim);
        } else if (Decision.isOn(state) && state.getDecision() != RolloutDecision.GO_ON) {
            dry = Optional.of(state);
        }
        return Decision.of(state);
    }

    private TrialWatch watch(Rollout state, Trial trial) {
        Optional<TrialWatch> going = watch.filter(topics -> topics.isOf(state.getChallenger(), state.getStartedAt()));
        if (going.isEmpty()) {
            unwatch();
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
        return later(now, trial.challenger().getCreatedAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
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

    private void unwatch() {
        watch.ifPresent(TrialWatch::close);
        watch = Optional.empty();
    }

    @Override
    public void close() {
        unwatch();
        claim.close();
    }
}
