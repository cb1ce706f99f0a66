package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel of the products changes in a bundle. */
class KernelTest {
    private static final TrainingData DATA = Logs.unevenCycle(60, 90);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gru4rec layers=20,9", "lstm layers=12", "narm width=12 units=14", "sasrec width=12"})
    void kernelsGiveTheSameAnswers(String settings) {
        List<SelfTestCase> openBlas = trained(settings + " kernel=openblas").selfTest();
        List<SelfTestCase> vector = trained(settings + " kernel=vector").selfTest();

        assertThat(vector).hasSameSizeAs(openBlas).isNotEmpty();
        for (int i = 0; i < vector.size(); i++) {
            Map<String, Float> expected = probabilities(openBlas.get(i));
            Map<String, Float> actual = probabilities(vector.get(i));
            assertThat(actual).containsOnlyKeys(expected.keySet());
            expected.forEach((item, probability) -> assertThat(actual.get(item)).isCloseTo(probability, within(1e-4f)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector"})
    void oneKernelGivesTheSameBytesAndIsNamed(String kernel) throws IOException {
        String settings = "gru4rec layers=20 threads=2 kernel=" + kernel;

        ModelBundle first = trained(settings);

        assertThat(first.provenance().path("kernel").asText()).isEqualTo(kernel);
        assertThat(bytes(trained(settings))).isEqualTo(bytes(first));
    }

    private static ModelBundle trained(String settings) {
        String[] parts = settings.split(" ", 2);
        return Trainers.named(
                        parts[0], TestSettings.map("batch_size=8 n_sample=40 learning_rate=0.01 epochs=2 " + parts[1]))
                .train(DATA, TrainingListener.SILENT);
    }

    private static Map<String, Float> probabilities(SelfTestCase test) {
        return IntStream.range(0, test.expected().size())
                .boxed()
                .collect(Collectors.toMap(test.expected()::get, test.probabilities()::get));
    }

    private byte[] bytes(ModelBundle bundle) throws IOException {
        Path file = folder.resolve("bundle.safetensors");
        BundleFile.write(file, bundle);
        return Files.readAllBytes(file);
    }
}
