package freshet.job.settings;

import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTING_INTERVAL;
import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTING_TIMEOUT;
import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTS_DIRECTORY;
import static org.apache.flink.configuration.CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION;
import static org.apache.flink.configuration.CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS;
import static org.apache.flink.configuration.CheckpointingOptions.TOLERABLE_FAILURE_NUMBER;

import freshet.job.settings.JobSettings.CheckpointSettings;
import freshet.job.settings.JobSettings.OutputSettings.Delivery;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;

/**
 * When checkpoints are taken, how long one may take and how many may fail. Under exactly-once the
 * broker must keep every transaction until its checkpoint is complete: it drops one that is open
 * for longer than {@code delivery.transaction-timeout}, and with it answers whose events are not
 * read again.
 */
final class CheckpointPlan {
    // Answers go on while the checkpoints' store is away; to start again would give them twice and
    // repair nothing.
    private static final int FAILED_CHECKPOINTS = 100;

    private final JobSettings settings;
    private final FlinkOptions options;
    private final Optional<String> givenInterval;
    private final Optional<String> givenTimeout;
    private final Optional<String> givenFailures;
    private final Duration interval;

    private CheckpointPlan(JobSettings settings, FlinkOptions options) {
        CheckpointSettings checkpoints = settings.checkpoints();
        this.settings = settings;
        this.options = options;
        givenInterval = settings.given(FreshetOptions.CHECKPOINT_INTERVAL);
        givenTimeout =
                given(FreshetOptions.CHECKPOINT_TIMEOUT, !checkpoints.timeout().isZero());
        givenFailures = given(FreshetOptions.CHECKPOINT_TOLERATED_FAILURES, checkpoints.toleratedFailures() >= 0);
        interval = options.choose(
                CHECKPOINTING_INTERVAL,
                checkpoints.interval(),
                givenInterval,
                "without checkpoints a restart would lose all sessions");
    }

    /** Decides Flink's options for the settings. */
    static CheckpointPlan of(JobSettings settings, FlinkOptions options) {
        CheckpointPlan plan = new CheckpointPlan(settings, options);
        String dir = settings.checkpoints().dir();
        if (!dir.isEmpty()) {
            options.choose(CHECKPOINTS_DIRECTORY, dir, Optional.of(FreshetOptions.CHECKPOINT_DIR.key()), "");
        }
        if (plan.exactlyOnce()) {
            plan.transactions();
        } else {
            plan.noTransactions();
        }
        return plan;
    }

    /**
     * @throws SettingsException if a transaction might have to live for longer than the broker
     *     keeps it
     */
    void requireThatTransactionsLive() {
        Duration transaction = settings.output().transactionTimeout();
        TransactionLife life = life();
        if (exactlyOnce() && !life.fits(transaction)) {
            throw new SettingsException("delivery.transaction-timeout is " + Durations.text(transaction)
                    + ", and a transaction may be open for " + Durations.text(life.longest())
                    + " and a restart, after which Kafka drops its answers: "
                    + named(givenInterval, "checkpoint.interval", CHECKPOINTING_INTERVAL, Durations.text(interval))
                    + named(givenTimeout, ", checkpoint.timeout", CHECKPOINTING_TIMEOUT, Durations.text(life.timeout()))
                    + named(
                            givenFailures,
                            ", checkpoint.tolerated-failures",
                            TOLERABLE_FAILURE_NUMBER,
                            life.toleratedFailures())
                    + (life.pause().isZero()
                            ? ""
                            : ", " + MIN_PAUSE_BETWEEN_CHECKPOINTS.key() + " is " + Durations.text(life.pause()))
                    + "; lower these, or raise delivery.transaction-timeout to "
                    + Durations.text(
                            Duration.ofSeconds(life.needed().plusMillis(999).toSeconds()))
                    + ", which the broker's transaction.max.timeout.ms must allow");
        }
    }

    private boolean exactlyOnce() {
        return settings.output().delivery() == Delivery.EXACTLY_ONCE;
    }

    private void noTransactions() {
        if (givenTimeout.isPresent()) {
            options.choose(CHECKPOINTING_TIMEOUT, settings.checkpoints().timeout(), givenTimeout, "");
        }
        options.choose(
                TOLERABLE_FAILURE_NUMBER,
                givenFailures.isPresent() ? settings.checkpoints().toleratedFailures() : FAILED_CHECKPOINTS,
                givenFailures,
                "answers go on while the checkpoints' store is away");
    }

    private void transactions() {
        TransactionLife life = life();
        String why = "what delivery.transaction-timeout has room for";
        options.choose(CHECKPOINTING_TIMEOUT, life.timeout(), givenTimeout, why);
        options.choose(TOLERABLE_FAILURE_NUMBER, life.toleratedFailures(), givenFailures, why);
        options.choose(
                EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION,
                Optional.empty(),
                "a job that ends because answers were lost leaves a checkpoint to go on from");
    }

    private TransactionLife life() {
        Duration pause = options.of(MIN_PAUSE_BETWEEN_CHECKPOINTS);
        Duration transaction = settings.output().transactionTimeout();
        Duration timeout = givenTimeout.isPresent()
                ? settings.checkpoints().timeout()
                : options.configured(CHECKPOINTING_TIMEOUT).orElse(TransactionLife.timeoutFor(transaction, interval));
        Optional<Integer> failures = givenFailures.isPresent()
                ? Optional.of(settings.checkpoints().toleratedFailures())
                : options.configured(TOLERABLE_FAILURE_NUMBER);
        return failures.map(given -> new TransactionLife(interval, pause, timeout, given))
                .orElse(new TransactionLife(interval, pause, timeout, 0).withFailuresFor(transaction));
    }

    private String named(Optional<String> given, String setting, ConfigOption<?> option, Object value) {
        boolean theirs = given.isEmpty() && options.configured(option).isPresent();
        String key = theirs ? (setting.startsWith(", ") ? ", " : "") + option.key() : setting;
        return key + " is " + value + (theirs ? " in Flink's configuration" : "");
    }

    private static Optional<String> given(ConfigOption<?> setting, boolean given) {
        return given ? Optional.of(setting.key()) : Optional.empty();
    }
}
