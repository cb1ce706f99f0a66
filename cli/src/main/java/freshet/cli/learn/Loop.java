package freshet.cli.learn;

import freshet.cli.Interruption;
import freshet.cli.publish.Announcements;
import freshet.cli.train.ScheduledTraining;
import freshet.model.data.Session;
import freshet.serving.table.AnnouncedModel;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What all steps of a loop share. For one thread. */
final class Loop {
    private final LearnSettings settings;
    private final WorkFolder work;
    private final Interruption interruption;
    private final Clock clock;
    private final PrintWriter out;
    private final Consumer<String> warnings;
    private Optional<ReadLog> log = Optional.empty();

    private record ReadLog(List<String> files, List<Session> sessions) {}

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

    /** The sessions of captured files, read once for all steps. */
    List<Session> sessions(List<String> files) {
        if (log.filter(read -> read.files().equals(files)).isEmpty()) {
            log = Optional.of(new ReadLog(files, settings.capture().sessions(files, out)));
        }
        return log.orElseThrow().sessions();
    }

    /** Lets go of what was read. */
    void forget() {
        log = Optional.empty();
    }

    /** What is announced now. */
    AnnouncedModel announced() {
        return settings.target().connection().call(kafka -> new Announcements(
                        kafka, settings.target().topic(), warnings)
                .of(settings.target().name()));
    }

    ScheduledTraining training() {
        return new ScheduledTraining(
                settings.kind(),
                settings.settings(),
                settings.warm(),
                settings.rules(),
                work.snapshot(),
                interruption,
                out);
    }
}
