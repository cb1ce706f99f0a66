package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.similar.SimilarCommand;
import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of a short log become one, by the command for bundles and by the trainer. */
class MixCommandTest {
    @TempDir
    Path folder;

    private Path log;
    private String mix;

    @BeforeEach
    void writeLog() throws IOException {
        mix = folder.resolve("mix.safetensors").toString();
        log = folder.resolve("log.txt");
        writeLog(60);
    }

    private void writeLog(int sessions) throws IOException {
        Files.writeString(
                log,
                IntStream.range(0, sessions)
                        .mapToObj(session -> IntStream.range(0, 2 + session % 5)
                                .mapToObj(step -> "sku-" + (session * 3 + step * (1 + session % 2)) % 12)
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void trainedModelsBecomeOneBundle() {
        String markov = train("markov", "--validate-share=0.1");
        String popularity = train("popularity", "--validate-share=0.1");

        CommandRun run = mix(markov, popularity);

        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("Recall@20 +MRR@20 sharpness +from 1 +from 2 +from 3 +from 5 +model")
                .containsPattern("1.00 +0.\\d{4} +0.\\d{4} +0.\\d{4} +0.\\d{4} +" + markov + " \\(markov\\)")
                .contains("the mix, weights by the length of a session, fitted to")
                .endsWith("wrote " + mix + "\n");
        ModelBundle bundle = BundleFile.read(Path.of(mix));
        assertThat(bundle.kind()).isEqualTo("mix");
        assertThat(bundle.provenance().path("mixed_sha256").path(0).asText())
                .isEqualTo(BundleFile.sha256(Path.of(markov)));
        assertThat(bundle.provenance().at("/parts/1/trainer").asText()).isEqualTo("popularity");
    }

    @Test
    void probabilitiesAreFittedToTheSessionsOfTheWeights() throws IOException {
        writeLog(1200); // a tenth of them has 360 predictions

        mix(train("markov", "--validate-share=0.1"), train("popularity", "--validate-share=0.1"));

        assertThat(BundleFile.read(Path.of(mix)).calibration()).isPresent();
    }

    @Test
    void aNeuralModelIsMixedByItsOwnScores() {
        String gru = train("gru4rec", "--validate-share=0.1", "--set=layers=8", "--set=n_sample=8", "--set=epochs=3");

        CommandRun run = mix(gru, train("markov", "--validate-share=0.1"));

        assertThat(run.status()).as(run.err() + run.failure()).isZero();
    }

    @Test
    void aMixIsEvaluatedAndAskedLikeAnyModel() {
        mix(train("markov", "--validate-share=0.1"), train("popularity", "--validate-share=0.1"));

        CommandRun evaluated =
                CommandRun.of(new EvaluateCommand(), "--model=" + mix, "--test=" + log, "--format=sequences");
        CommandRun similar = CommandRun.of(new SimilarCommand(), "--model=" + mix, "--item=sku-1");

        assertThat(evaluated.status()).as(evaluated.err() + evaluated.failure()).isZero();
        assertThat(similar.out()).contains("model " + mix + " (mix)").contains("followed");
    }

    @Test
    void aModelThatMayKnowTheValidationSessionsIsToldOf() {
        String all = train("markov");

        CommandRun run = mix(all, train("popularity", "--validate-share=0.1"));

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .startsWith("freshet: warning: model " + all + " was trained on other sessions")
                .hasLineCount(1);
    }

    @Test
    void whatCannotBeMixedIsNamed() {
        String markov = train("markov", "--validate-share=0.1");
        assertFault("--model is given once; a mix has 2 to 16 models", mix(markov));
        mix(markov, markov);
        CommandRun again = CommandRun.of(
                new MixCommand(), arguments(folder.resolve("other.safetensors").toString(), markov, mix));
        assertFault("model " + mix + " is itself a mix; mix the models that it is made of", again);
        assertFault("--output " + mix + " exists", mix(markov, markov));
    }

    @Test
    void aMixIsTrainedFromTheLogAlone() {
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train=" + log,
                "--format=sequences",
                "--min-support=1",
                "--model=mix",
                "--set=parts=markov,popularity",
                "--validate-share=0.1",
                "--output=" + mix);

        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        assertThat(run.out()).contains("training mix on 54 sessions").contains("with validation Recall@20 ");
        assertThat(folder.resolve("mix.html")).content().contains("parts 0 kind", "parts 1 weights");
    }

    private static void assertFault(String message, CommandRun run) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message);
    }

    private CommandRun mix(String... models) {
        return CommandRun.of(new MixCommand(), arguments(mix, models));
    }

    private String[] arguments(String output, String... models) {
        List<String> arguments = new ArrayList<>(
                List.of("--train=" + log, "--format=sequences", "--min-support=1", "--output=" + output));
        for (String model : models) {
            arguments.add("--model=" + model);
        }
        return arguments.toArray(String[]::new);
    }

    private String train(String kind, String... more) {
        String bundle = folder.resolve(kind + ".safetensors").toString();
        List<String> arguments = new ArrayList<>(List.of(
                "--train=" + log,
                "--format=sequences",
                "--min-support=1",
                "--model=" + kind,
                "--no-report",
                "--output=" + bundle));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.of(new TrainCommand(), arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        return bundle;
    }
}
