package freshet.lab.benchmark.serving;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.CheckedBundle;
import freshet.cli.publish.Publication;
import freshet.lab.RunFolder;
import freshet.model.bundle.BundleFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Two models of one shape that take turns, published as a user would. For one thread. */
final class ServingModels {
    private static final int MODELS = 2;

    private final List<CheckedBundle> bundles = new ArrayList<>();
    private final Publication publication;
    private final String name;
    private int published;

    /**
     * Makes the bundles.
     *
     * @param name under which the job looks for models
     */
    ServingModels(ServingSettings settings, RunFolder folder, KafkaConnection connection, String name) {
        this.name = name;
        for (int model = 0; model < MODELS; model++) {
            BundleFile.write(
                    folder.bundle(model),
                    new RandomGru(settings.items(), settings.width(), settings.seed() + model).bundle());
            bundles.add(CheckedBundle.of(folder.bundle(model)));
        }
        // Nobody else announces anything on this broker, so there is nothing to be warned of.
        publication = new Publication(
                new Announcements(connection, TopicNames.DEFAULT.models(), warning -> {}),
                folder.store().toString(),
                Clock.systemUTC());
    }

    /** Puts the model whose turn it is into the store, announces it and gives its version. */
    long publishNext() {
        CheckedBundle bundle = bundles.get(published % MODELS);
        published++;
        publication.publish(bundle, name, OptionalLong.of(published), "benchmark");
        return published;
    }
}
