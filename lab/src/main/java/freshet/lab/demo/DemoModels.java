package freshet.lab.demo;

import freshet.cli.CommandException;
import freshet.cli.publish.CheckedBundle;
import freshet.cli.publish.Publication;
import freshet.lab.RunFolder;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.session.SessionRules;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.util.List;
import java.util.OptionalLong;

/** Trains the demo's models and publishes them. Immutable; for one thread at a time. */
final class DemoModels {
    private final ModelTrainer trainer;
    private final SessionRules rules;
    private final RunFolder folder;
    private final String name;

    /** @param name under which the job looks for models */
    DemoModels(DemoSettings settings, RunFolder folder, String name) {
        this.rules = settings.gap().rules(SessionRules.DEFAULT.maxItems());
        this.folder = folder;
        this.name = name;
        this.trainer = settings.trainer();
    }

    /**
     * What a log holds to learn from.
     *
     * @throws CommandException if it is nothing
     */
    TrainingData data(List<LoggedEvent> log) {
        List<Session> sessions = Sessions.of(log, rules);
        try {
            return TrainingData.of(sessions, Preprocessing.KEEP_ALL);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** Trains a model and writes its bundle into the demo's folder. */
    void train(TrainingData data, long version, TrainingListener listener) {
        ModelBundle bundle = trainer.train(data, listener);
        BundleFile.write(folder.bundle(version), bundle);
    }

    /** Puts a trained model into the store and announces it under the next version. */
    void publish(Publication publication, long version, String note) {
        publication.publish(CheckedBundle.of(folder.bundle(version)), name, OptionalLong.empty(), note);
    }
}
