package freshet.model.bundle;

import java.util.List;

/**
 * One session of a bundle's self-test.
 *
 * @param items item ids of the session, oldest first, all in the vocabulary
 * @param expected the best item ids that the trainer's model gave, best first
 * @param probabilities their softmax probabilities, same length
 */
public record SelfTestCase(List<String> items, List<String> expected, List<Float> probabilities) {}
