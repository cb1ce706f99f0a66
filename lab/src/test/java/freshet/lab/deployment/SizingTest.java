package freshet.lab.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.BundleOutline.Part;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table "Two shops" of {@code docs/OPERATIONS.md}: what {@link MemoryNeed} says of a model, and
 * the heap that Flink leaves of a TaskManager with the memory settings of the Kubernetes manifest.
 */
class SizingTest {
    private static final int TRAINED_ITEMS = 26;
    private static final int ID_BYTES = 12;
    private static final int WIDTH = 100;

    @TempDir
    private static Path folder;

    private static BundleOutline trained;

    @BeforeAll
    static void train() throws Exception {
        Path log = Files.writeString(
                folder.resolve("log.txt"), "a b c d e f g h i j k l m\nn o p q r s t u v w x y z\n".repeat(10));
        Path bundle = folder.resolve("model.safetensors");
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--train",
                log.toString(),
                "--format",
                "sequences",
                "--set",
                "epochs=1",
                "--set",
                "layers=" + WIDTH,
                "--output",
                bundle.toString());
        assertThat(run.status()).as(run.err()).isZero();
        trained = BundleFile.outline(bundle);
        assertThat(trained.items()).isEqualTo(TRAINED_ITEMS);
    }

    @Test
    void theModelsOfBothShopsFitWhereTheTableSaysSo() throws Exception {
        String need = "| heap for a model, to load another beside it |";
        String heap = "| heap that Flink leaves for models |";
        String bundle = "| a bundle |";
        for (Shop shop : new Shop[] {new Shop(2_000, "2g"), new Shop(1_000_000, "8g")}) {
            MemoryNeed model = need(shop.items());
            long kept = MemoryNeed.mebibytes(model.keptBytes());
            long load = MemoryNeed.mebibytes(model.peakBytes());
            long left = taskHeap(shop.process());
            need += String.format(Locale.ROOT, " %,d + %,d MiB |", kept, load);
            heap += String.format(Locale.ROOT, " %,d MiB |", left);
            bundle += String.format(
                    Locale.ROOT,
                    " %,d MiB |",
                    MemoryNeed.mebibytes(outline(shop.items()).bytes()));
            assertThat(left).as(shop.toString()).isGreaterThan(kept + load + load / 16 + 64);
        }
        assertThat(Files.readAllLines(Path.of("..", "docs", "OPERATIONS.md"))).contains(need, heap, bundle);
    }

    private record Shop(int items, String process) {}

    private static MemoryNeed need(int items) {
        return ModelKinds.named(trained.kind()).memoryNeed(outline(items), Arithmetic.DEFAULT);
    }

    /** The trained bundle's, with more items. */
    private static BundleOutline outline(int items) {
        Map<String, Part> parts = new HashMap<>();
        trained.tensors().forEach((name, part) -> {
            int rows = part.shape()[0];
            long scaled = rows == TRAINED_ITEMS
                    ? part.bytes() / TRAINED_ITEMS * items
                    : rows == TRAINED_ITEMS + 1 ? part.bytes() / (TRAINED_ITEMS + 1) * (items + 1L) : part.bytes();
            parts.put(name, new Part(part.shape(), name.equals("vocabulary.bytes") ? (long) ID_BYTES * items : scaled));
        });
        BundleOutline outline = new BundleOutline(trained.kind(), parts);
        assertThat(outline.items()).isEqualTo(items);
        return outline;
    }

    /** MiB. */
    private static long taskHeap(String process) {
        Configuration flink = new Configuration();
        DeploymentFiles.deployment()
                .at("/spec/flinkConfiguration")
                .properties()
                .forEach(option ->
                        flink.setString(option.getKey(), option.getValue().asText()));
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(process));
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(flink);
        return spec.getTaskHeapSize().getMebiBytes();
    }
}
