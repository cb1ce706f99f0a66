package freshet.cli.learn;

import freshet.cli.Interruption;
import freshet.cli.publish.Announcements;
import freshet.cli.train.ScheduledTraining;
import freshet.model.bundle.BundleFile;
import freshet.serving.table.AnnouncedModel;
import freshet.trainer.bundle.LearnedUntil;
import freshet.trainer.set.SetException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** What all steps of a loop share. For one thread. */
final class Loop {
    private final LearnSettings settings;
    private final WorkFolder work;
    private final Interruption interruption;
    private final Clock clock;
    private final PrintWriter out;
    private final Consumer<String> warnings;
    private Optional<RunSet> opened = Optional.empty();

    /**
     * @param interruption ends a step between two moments
     * @param out takes what is said
     * @param warnings is told of records that cannot be read
     */
    Loop(
            LearnSettings settings,
            WorkFolder work,
            Interruption interruption,
            Clock clock,
            PrintWriter out,
            Consumer<String> warnings) {
        this.settings = settings;
        this.work = work;
        this.interruption = interruption;
        this.clock = clock;
        this.out = out;
        this.warnings = warnings;
    }

    LearnSettings settings() {
        return settings;
    }

    WorkFolder work() {
        return work;
    }

    Interruption interruption() {
        return interruption;
    }

    /** @throws CancellationException if the loop was interrupted */
    void requireWanted() {
        if (interruption.asked()) {
            throw new CancellationException("the run is no longer wanted");
        }
    }

    Clock clock() {
        return clock;
    }

    Consumer<String> warnings() {
        return warnings;
    }

    /** Says what happened, at once. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    PrintWriter out() {
        return out;
    }

    /**
     * What a run learns and what its gate looks at. It is prepared again from the captured files
     * where it is missing, damaged or another run's.
     *
     * @throws CommandException if it cannot be prepared
     */
    RunSet set(Run run) {
        if (opened.isEmpty()) {
            opened = Optional.of(open(run));
        }
        return opened.get();
    }

    private RunSet open(Run run) {
        try {
            RunSet set = RunSet.open(work.set(), run);
            if (set.training().whole().rules().equals(settings.rules())) {
                return set;
            }
            say("the training set in the work folder was prepared by other rules; it is prepared again");
        } catch (SetException e) {
            String reason = Files.isDirectory(work.set()) ? e.getMessage() : work.set() + " is gone";
            say("the training set of this run is prepared again: " + reason);
        }
        try (Sorting sorting = new Sorting(this, run.files())) {
            if (run.cut().isPresent()) {
                sorting.unseen(LearnedUntil.of(BundleFile.read(work.champion())));
            }
            sorting.write(run.cut());
        }
        return RunSet.open(work.set(), run.prepared(""));
    }

    /** Lets go of the set, which is prepared or deleted next. */
    void forget() {
        opened = Optional.empty();
    }

    /** What is announced now. */
    AnnouncedModel announced() {
        return settings.target().connection().call(kafka -> new Announcements(
                        kafka, settings.target().topic(), warnings)
                .of(settings.target().name()));
    }

    ScheduledTraining training() {
        return new ScheduledTraining(
                settings.kind(), settings.settings(), settings.warm(), work.snapshot(), interruption, out);
    }
}
