package freshet.model.bundle;

import freshet.model.Vocabulary;
import freshet.model.text.ExternalId;
import freshet.model.text.Quote;
import java.util.List;
import java.util.stream.Stream;

/** What must hold in every bundle, checked before it is written and after it is read. */
final class BundleRules {
    static final String SUPPORT = "item.support";

    private static final List<String> RESERVED =
            List.of(SafetensorsFormat.METADATA, VocabularyTensors.BYTES, VocabularyTensors.OFFSETS, SUPPORT);
    /** What a job may have to compute before it serves a bundle has a bound too. */
    private static final int MAX_SELF_TESTS = 1_000;

    private static final int MAX_SELF_TEST_ITEMS = 1_000;

    private BundleRules() {}

    /** @throws BundleException if something does not hold; the message names it */
    static void require(ModelBundle bundle) {
        if (!bundle.kind().matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
            throw new BundleException("metadata \"kind\" is " + Quote.of(bundle.kind())
                    + "; it must be 1 to 64 lower-case letters, digits, '_', '.' or '-'");
        }
        requireItems(bundle.vocabulary());
        if (bundle.selfTest().size() > MAX_SELF_TESTS) {
            throw new BundleException("self_test has " + bundle.selfTest().size() + " cases, more than the limit of "
                    + MAX_SELF_TESTS + "; write the bundle again");
        }
        requireSupport(bundle.support(), bundle.vocabulary().size());
        bundle.weights().forEach(BundleRules::requireWeight);
        for (int i = 0; i < bundle.selfTest().size(); i++) {
            requireSelfTest("self_test case " + i, bundle.selfTest().get(i), bundle.vocabulary());
        }
    }

    private static void requireItems(Vocabulary vocabulary) {
        if (vocabulary.size() == 0) {
            throw new BundleException("vocabulary has no item; train on a longer log");
        }
        for (int row = 0; row < vocabulary.size(); row++) {
            String item = vocabulary.item(row);
            int length = ExternalId.characters(item);
            if (length > ExternalId.MAX_CHARACTERS) {
                throw new BundleException("vocabulary row " + row + " is " + Quote.of(vocabulary.item(row)) + " of "
                        + length + " characters; an item id has at most " + ExternalId.MAX_CHARACTERS);
            }
        }
    }

    private static void requireSupport(long[] support, int items) {
        if (support.length != items) {
            throw new BundleException(SUPPORT + " has " + support.length + " values, but the vocabulary has " + items
                    + " items; write the bundle again");
        }
        for (int row = 0; row < support.length; row++) {
            if (support[row] < 0) {
                throw new BundleException(
                        SUPPORT + " of row " + row + " is " + support[row] + "; it must be 0 or more events");
            }
        }
    }

    private static void requireWeight(String name, Tensor tensor) {
        if (name.isEmpty() || name.length() > SafetensorsFormat.MAX_NAME_CHARACTERS || RESERVED.contains(name)) {
            throw new BundleException("tensor " + Quote.of(name) + ": a weight's name has 1 to "
                    + SafetensorsFormat.MAX_NAME_CHARACTERS + " characters and is none of " + RESERVED);
        }
        if (tensor instanceof Tensor.Floats floats) {
            float[] values = floats.values();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new BundleException("tensor " + Quote.of(name) + " has " + values[i] + " at index " + i
                            + "; weights must be finite: train again with a lower learning rate");
                }
            }
        }
    }

    private static void requireSelfTest(String place, SelfTestCase test, Vocabulary vocabulary) {
        if (test.items().size() > MAX_SELF_TEST_ITEMS || test.expected().size() > MAX_SELF_TEST_ITEMS) {
            throw new BundleException(place + " has " + test.items().size() + " items and "
                    + test.expected().size() + " expected, more than the limit of " + MAX_SELF_TEST_ITEMS
                    + "; write the bundle again");
        }
        if (test.items().isEmpty()
                || test.expected().size() != test.probabilities().size()) {
            throw new BundleException(place + " has " + test.items().size() + " items, "
                    + test.expected().size()
                    + " expected and " + test.probabilities().size()
                    + " probabilities; it needs an item and one probability for each expected");
        }
        for (String item : concat(test.items(), test.expected())) {
            if (vocabulary.row(item).isEmpty()) {
                throw new BundleException(place + " names item " + Quote.of(item) + ", which is not in the vocabulary");
            }
        }
        for (float probability : test.probabilities()) {
            if (!Float.isFinite(probability) || probability < 0) {
                throw new BundleException(
                        place + " has probability " + probability + "; it must be finite and 0 or more");
            }
        }
    }

    private static List<String> concat(List<String> items, List<String> expected) {
        return Stream.concat(items.stream(), expected.stream()).toList();
    }
}
