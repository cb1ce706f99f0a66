package freshet.model.bundle;

import java.util.List;
import java.util.OptionalLong;

/**
 * One session of a bundle's self-test.
 *
 * @param items item ids of the session, oldest first, all in the vocabulary
 * @param expected the best item ids that the trainer's model gave, best first
 * @param probabilities their softmax probabilities, same length
 * @param time of the newest item, milliseconds since 1970-01-01 UTC; empty where the model reads no
 *     times
 */
public record SelfTestCase(List<String> items, List<String> expected, List<Float> probabilities, OptionalLong time) {

    /** A session of a model that reads no times. */
    public SelfTestCase(List<String> items, List<String> expected, List<Float> probabilities) {
        this(items, expected, probabilities, OptionalLong.empty());
    }
}
