package freshet.serving.model;

import freshet.model.answer.SessionAnswerer;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.model.TrialListener.EndReason;
import freshet.serving.trial.Trial;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The challenger beside the champion of one operator instance. Its bundle is loaded in the
 * background like any other; until it is there, and where it cannot be, the champion answers all
 * sessions. Nothing of it is in a state: a restart hears of the challenger from the topic again,
 * and never waits for it. For the task's thread.
 *
 * <p>What is told of a challenger is taken up when nothing more has come for a moment: a source
 * that reads the topic from its start tells of trials that are long over.
 */
public final class TrialSwitch implements AutoCloseable {
    /** How long nothing more must have come. */
    public static final Duration SETTLE = Duration.ofMillis(500);

    private static final Runnable NOTHING_SET = () -> {};

    private final String model;
    private final ModelSwitch champion;
    private final Function<SwapListener, ModelSwitch> switches;
    private final TaskThread taskThread;
    private final TrialListener listener;
    private Optional<ModelAnnouncement> told = Optional.empty(); // the challenger, as the newest record says
    private Runnable alarm = NOTHING_SET; // calls off the end of the moment
    private Optional<Running> running = Optional.empty();
    private Optional<Arms> arms = Optional.empty(); // asked for by every batch

    /**
     * The two models of a trial.
     *
     * @param trial tells which of them answers a session
     * @param answerer answers with the model on trial; never empty
     */
    public record Arms(Trial trial, Optional<SessionAnswerer> answerer) {}

    /** A trial, and the switch that loads its challenger. */
    private record Running(Trial trial, ModelSwitch challenger) {}

    /**
     * @param model name of the model
     * @param champion serves what is not on trial
     * @param switches makes the switch of a challenger
     */
    public TrialSwitch(
            String model,
            ModelSwitch champion,
            Function<SwapListener, ModelSwitch> switches,
            TaskThread taskThread,
            TrialListener listener) {
        this.model = model;
        this.champion = champion;
        this.switches = switches;
        this.taskThread = taskThread;
        this.listener = listener;
    }

    /** Both models, while a trial is on and the challenger is loaded. */
    public Optional<Arms> arms() {
        return arms;
    }

    /** The trial that is on, with its challenger loaded or not. */
    public Optional<Trial> trial() {
        return running.map(Running::trial);
    }

    /** Takes what the topic says of the challenger. */
    public void tell(Challenge challenge) {
        told = challenge.bundle();
        alarm.run();
        alarm = taskThread.after(SETTLE, this::review);
    }

    /** The champion that is announced, that is served, or that fails to load may be another one. */
    public void championChanged() {
        if (alarm == NOTHING_SET) { // else it is seen to when the moment is over
            review();
        }
    }

    private void review() {
        alarm = NOTHING_SET;
        if (running.isPresent()) {
            goOn(running.get());
        }
        if (running.isEmpty()) {
            Trial.of(model, champion.newest().map(Announcement::bundle), told).ifPresent(this::begin);
        }
    }

    private void goOn(Running on) {
        ModelAnnouncement tried = on.trial().challenger();
        Optional<ModelAnnouncement> higher =
                champion.newest().map(Announcement::bundle).filter(known -> known.getVersion() >= tried.getVersion());
        if (higher.isPresent()) {
            overtaken(on, higher.get().getSha256().equals(tried.getSha256()));
        } else if (told.isEmpty()) {
            end(on, EndReason.RETURNED);
        } else if (!isSameBundle(tried, told.get())) {
            end(on, EndReason.REPLACED);
        } else if (!tried.equals(told.get())) {
            change(on, new Trial(model, told.get()));
        }
    }

    /**
     * A champion of a higher version ends the trial, whether it can be loaded or not. One of the
     * same bundle does so when it is served, so that no session goes to the older champion and
     * back.
     */
    private void overtaken(Running on, boolean promoted) {
        if (!promoted) {
            end(on, EndReason.OUTRANKED);
        } else if (!champion.isComing()) {
            end(on, EndReason.PROMOTED);
        }
    }

    private void change(Running on, Trial trial) {
        listener.beforeChange();
        running = Optional.of(new Running(trial, on.challenger()));
        settle();
        if (arms.isPresent()) {
            listener.changed(trial);
        }
        on.challenger()
                .offer(new Announcement(model, trial.challenger())); // one that could not be loaded is tried again
    }

    private static boolean isSameBundle(ModelAnnouncement one, ModelAnnouncement other) {
        return one.getVersion() == other.getVersion()
                && one.getUri().equals(other.getUri())
                && one.getSha256().equals(other.getSha256());
    }

    private void begin(Trial trial) {
        ModelSwitch challenger = switches.apply(new Loads(trial.version()));
        running = Optional.of(new Running(trial, challenger));
        listener.begun(trial);
        challenger.offer(new Announcement(model, trial.challenger()));
    }

    private void end(Running on, EndReason reason) {
        listener.beforeChange();
        running = Optional.empty();
        settle();
        on.challenger().close();
        listener.ended(on.trial(), reason);
    }

    private void settle() {
        arms = running.filter(on -> on.challenger().answerer().isPresent())
                .map(on -> new Arms(on.trial(), on.challenger().answerer()));
    }

    @Override
    public void close() {
        alarm.run();
        alarm = NOTHING_SET;
        running.ifPresent(on -> on.challenger().close());
        running = Optional.empty();
        arms = Optional.empty();
    }

    /** What becomes of the challenger's bundle. */
    private final class Loads implements SwapListener {
        private final long version;

        Loads(long version) {
            this.version = version;
        }

        @Override
        public void beforeSwap() {
            listener.beforeChange();
        }

        @Override
        public void swapped(Announcement announcement, SwapTimes times) {
            settle();
            trial().filter(trial -> trial.version() == version).ifPresent(listener::loaded);
        }

        @Override
        public void refused(Announcement announcement, Refusal.RefusalReason reason) {
            trial().filter(trial -> trial.version() == version)
                    .ifPresent(trial -> listener.ended(trial, EndReason.UNLOADABLE));
            listener.refused(reason);
        }

        @Override
        public void retrying(Announcement announcement) {
            listener.retrying();
        }

        @Override
        public void failing(Optional<Announcement> highest) {
            // the log says so; metrics of failing models are the champion's
        }
    }
}
