package freshet.model.kind;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.bundle.BundleException;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import java.nio.file.Path;

/**
 * Loads a bundle and says what became of it: run by {@link MemoryNeedITCase} in JVMs with heaps of
 * their own.
 */
final class LoadBundleMain {
    private LoadBundleMain() {}

    public static void main(String[] arguments) {
        Arithmetic arithmetic = new Arithmetic(
                KernelChoice.AUTO, ScoringMode.valueOf(arguments[1]), ScoringPrecision.valueOf(arguments[2]));
        try (ServedModel model = ModelLoader.load(Path.of(arguments[0]), 1, arithmetic)) {
            System.out.println(model.version() == 1 ? "loaded" : "of another version");
        } catch (BundleException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
