package freshet.model.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.SelfTestCase;
import freshet.model.kind.TinyBundles;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArithmeticTest {
    private static final Arithmetic PRUNED = new Arithmetic(KernelChoice.AUTO, ScoringMode.PRUNED);

    private static final Arithmetic HALF =
            new Arithmetic(KernelChoice.AUTO, ScoringMode.EXACT, ScoringPrecision.BFLOAT16);

    @TempDir
    Path folder;

    @Test
    void aBundleIsServedInEveryModeAndPrecision() {
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, TinyBundles.gru(7, 50, 9, new SelfTestCase(List.of("i4"), List.of(), List.of())));
        try (ServedModel exact = ModelLoader.load(file, 1, Arithmetic.DEFAULT);
                ServedModel pruned = ModelLoader.load(file, 1, PRUNED);
                ServedModel half = ModelLoader.load(file, 1, HALF)) {
            assertThat(best(pruned)).isEqualTo(best(exact));
            assertThat(best(half)).isEqualTo(best(exact));
        }
    }

    private static int best(ServedModel served) {
        SessionBatch batch = new SessionBatch(1, 3, served.model().stateWidth());
        batch.append(batch.add(), 4);
        RankedItems ranked = new RankedItems(1, 8);
        try (BatchRecommender recommender = served.model().newRecommender(1, 8)) {
            recommender.recommend(batch, ranked);
        }
        return ranked.row(0, 0);
    }

    @Test
    void halfPrecisionWithoutTheVectorKernelIsRefused() {
        HALF.checkJvm();
        assertThatThrownBy(() ->
                        new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT, ScoringPrecision.BFLOAT16).checkJvm())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("scoring.precision bfloat16 computes with the Vector API alone; set");
    }

    @Test
    void halfPrecisionOfPrunedScoringIsRefused() {
        assertThatThrownBy(() ->
                        new Arithmetic(KernelChoice.AUTO, ScoringMode.PRUNED, ScoringPrecision.BFLOAT16).checkJvm())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("scoring.precision bfloat16 is for all items, and scoring.mode is pruned; set");
    }

    @Test
    void prunedScoringWithoutTheVectorKernelIsRefused() {
        PRUNED.checkJvm();
        assertThatThrownBy(() -> new Arithmetic(KernelChoice.ND4J, ScoringMode.PRUNED).checkJvm())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("scoring.mode pruned computes with the Vector API alone; set scoring.kernel");
    }
}
