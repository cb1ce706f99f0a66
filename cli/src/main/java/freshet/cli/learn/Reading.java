package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.gate.AnnouncedBundle;
import freshet.cli.learn.Run.Champion;
import freshet.cli.publish.StoreFileSystems;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.LogException;
import freshet.model.data.Session;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import freshet.trainer.bundle.LearnedUntil;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The first step: which captured files are learned from, what of them is for the gate, and which
 * model answers now. The champion's bundle is copied into the work folder.
 */
record Reading(Loop loop) {
    private static final int LOOKS = 3;

    /**
     * @throws CommandException if a trial is on that is none of this run, or the champion's bundle
     *     cannot be fetched
     */
    Run take(Run run) {
        AnnouncedModel announced = loop.announced();
        announced.trial().ifPresent(trial -> {
            throw new CommandException("version " + trial.version() + " of model " + announced.name()
                    + " is on trial already; wait for its end, or end it with "
                    + CommandName.of("models --end-trial " + announced.name()));
        });
        List<String> files = files();
        List<Session> log = loop.sessions(files);
        loop.say(String.format(
                Locale.ROOT,
                "read %,d captured files: %,d events, %,d sessions",
                files.size(),
                log.stream().mapToLong(session -> session.events().size()).sum(),
                log.size()));
        Optional<ModelAnnouncement> champion = announced.champion();
        if (champion.isEmpty()) {
            loop.say("no model is announced yet; the first one becomes the champion at once");
            return run.read(files, Optional.empty(), Optional.empty(), false);
        }
        ModelBundle older = copied(champion.get());
        Champion known =
                new Champion(champion.get().getVersion(), champion.get().getSha256());
        boolean warm = loop.training().goesOnFrom(older) && !fromScratchIsDue(run);
        NewSessions unseen = NewSessions.of(log, LearnedUntil.of(older));
        if (unseen.sessions().isEmpty()) {
            return run.done(
                    0, "no session has begun since version " + known.version() + " was trained; nothing to learn");
        }
        if (loop.settings().gate().isEmpty()) {
            return run.read(files, Optional.empty(), Optional.of(known), warm);
        }
        GateSettings gate = loop.settings().gate().get();
        Optional<Instant> cut = unseen.cut(gate.share(), gate.rules().leastPredictions());
        return cut.isPresent()
                ? run.read(files, cut, Optional.of(known), warm)
                : run.done(0, tooFew(known, unseen, gate.rules().leastPredictions()));
    }

    /** The files, which were read. The job's retention may delete one between look and reading. */
    private List<String> files() {
        for (int look = 1; ; look++) {
            try {
                List<String> files = loop.settings().capture().files();
                loop.sessions(files);
                return files;
            } catch (LogException e) {
                if (look == LOOKS || !CapturedLog.isGone(e)) {
                    throw e;
                }
                loop.say("captured files were deleted meanwhile; those that are left are read");
            }
        }
    }

    private static String tooFew(Champion champion, NewSessions unseen, long least) {
        return String.format(
                Locale.ROOT,
                "%,d new predictions since version %d was trained are too few: half of them is for the gate, which"
                        + " takes %,d; nothing is trained",
                unseen.predictions(),
                champion.version(),
                least);
    }

    private ModelBundle copied(ModelAnnouncement champion) {
        StoreFileSystems.initialize();
        try {
            AnnouncedBundle.fetch(champion, loop.work().champion());
            return BundleFile.read(loop.work().champion());
        } catch (BundleException e) {
            throw new CommandException(
                    "the champion, version " + champion.getVersion() + ", cannot be fetched: " + e.getMessage()
                            + "; bring its bundle back, or publish another model",
                    e);
        }
    }

    private boolean fromScratchIsDue(Run run) {
        Duration every = loop.settings().fromScratchEvery();
        return run.lastFromScratch()
                .filter(last -> last.isAfter(run.started()) // by a clock that was ahead
                        || !last.plus(every).isAfter(run.started()))
                .isPresent();
    }
}
