package freshet.model.kind.rnn;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.RecurrentExamples;
import java.util.List;
import java.util.stream.Stream;

/** Both functions, each with every embedding. */
public final class RnnKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return Stream.of("tanh", "relu")
                .flatMap(function -> Stream.of("shared", "separate", "one-hot")
                        .map(embedding ->
                                RecurrentExamples.of("rnn", "rnn", function, 1, embedding, seed, items, width)))
                .toList();
    }
}
