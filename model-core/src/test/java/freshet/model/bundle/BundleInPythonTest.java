package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle read by a few lines of Python that know nothing of Freshet's code. */
class BundleInPythonTest {
    @TempDir
    Path folder;

    @Test
    void pythonReadsTheSameTensorsVocabularyAndMetadata() throws IOException, InterruptedException {
        assumeThat(hasPython()).as("python3 is installed").isTrue();
        ModelBundle bundle = SampleBundles.golden();
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, bundle);

        JsonNode read = new ObjectMapper().readTree(python(script().toString(), file.toString()));

        assertThat(texts(read.path("vocabulary"))).isEqualTo(bundle.vocabulary().items());
        assertThat(floats(read.at("/tensors/embedding"))).containsExactly(0f, 1f, -1.5f, 3.25f, 1e-3f, 65504f);
        assertThat(floats(read.at("/tensors/b.scalar"))).containsExactly(-0.5f);
        assertThat(texts(read.at("/tensors/a.order"))).containsExactly("-1", "2147483647");
        assertThat(texts(read.at("/tensors/mask"))).containsExactly("0", "128", "255");
        assertThat(texts(read.at("/tensors/item.support"))).containsExactly("9", "5", "0");
        assertThat(read.at("/metadata/kind").textValue()).isEqualTo("golden");
        assertThat(new ObjectMapper().readTree(read.at("/metadata/provenance").textValue()))
                .isEqualTo(bundle.provenance());
    }

    private Path script() throws IOException {
        Path script = folder.resolve("read_bundle.py");
        try (InputStream in = BundleInPythonTest.class.getResourceAsStream("read_bundle.py")) {
            Files.copy(in, script);
        }
        return script;
    }

    private boolean hasPython() throws InterruptedException {
        try {
            return python("--version").startsWith("Python 3");
        } catch (IOException e) {
            return false;
        }
    }

    private String python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }
}
