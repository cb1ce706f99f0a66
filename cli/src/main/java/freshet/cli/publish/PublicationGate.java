package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.gate.AnnouncedBundle;
import freshet.cli.gate.GateOptions;
import freshet.cli.gate.GateVerdict;
import freshet.cli.kafka.KafkaConnection;
import freshet.model.bundle.BundleException;
import freshet.schema.ModelAnnouncement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares a bundle with the announced one before it is published.
 *
 * @param options the gate's
 * @param topic of the announcements
 * @param name the model's
 */
record PublicationGate(GateOptions options, String topic, String name) {

    /**
     * Lets a bundle through, or ends the publication.
     *
     * @param out takes what is said of log and bundle
     * @param warnings is told of announcements that cannot be read
     * @throws CommandException if the bundle must not be published, with the figures
     */
    void pass(KafkaConnection connection, Path candidate, PrintWriter out, Consumer<String> warnings) {
        Optional<ModelAnnouncement> champion =
                connection.call(kafka -> new Announcements(kafka, topic, warnings).newest(name));
        GateVerdict verdict = champion.map(announced -> beside(announced, candidate, out))
                .orElseGet(() -> options.judge(candidate, Optional.empty(), out));
        if (!verdict.passed()) {
            throw new CommandException(
                    "the gate refuses " + candidate + ": " + verdict.words() + "; nothing is announced");
        }
        out.println("the gate lets it through: " + verdict.words());
        out.flush();
    }

    private GateVerdict beside(ModelAnnouncement champion, Path candidate, PrintWriter out) {
        StoreFileSystems.initialize();
        try {
            Path copy = Files.createTempFile("freshet-champion-", ".safetensors");
            try {
                AnnouncedBundle.fetch(champion, copy);
                return options.judge(candidate, Optional.of(copy), out);
            } finally {
                Files.delete(copy);
            }
        } catch (BundleException e) {
            throw new CommandException(
                    "the gate cannot compare with version " + champion.getVersion() + " of model " + name + ": "
                            + e.getMessage() + "; nothing is announced; to publish all the same leave out --gate",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
