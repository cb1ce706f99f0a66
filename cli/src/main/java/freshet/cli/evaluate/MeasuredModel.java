package freshet.cli.evaluate;

import freshet.cli.terminal.Effort;
import freshet.model.evaluation.Evaluation;
import java.nio.file.Path;

/**
 * What an evaluation found.
 *
 * @param file the model's bundle
 * @param items how many items it ranks
 * @param evaluation the figures
 * @param effort what the figures cost
 */
record MeasuredModel(Path file, int items, Evaluation evaluation, Effort effort) {

    /** The file's name without its ending. */
    String name() {
        return file.getFileName().toString().replaceFirst("\\.safetensors$", "");
    }

    long predictions() {
        return evaluation.metrics().predictions();
    }
}
