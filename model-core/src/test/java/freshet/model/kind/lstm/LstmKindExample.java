package freshet.model.kind.lstm;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.RecurrentExamples;
import java.util.List;
import java.util.stream.Stream;

/** Every embedding. */
public final class LstmKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return Stream.of("shared", "separate", "one-hot")
                .map(embedding -> RecurrentExamples.of("lstm", "lstm", "forget-gate", 4, embedding, seed, items, width))
                .toList();
    }
}
