package freshet.model.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.calibration.Calibration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bundle file holds. Immutable but for the JSON nodes and arrays, which nobody changes after
 * construction.
 *
 * @param kind the model's kind, a key of {@link freshet.model.kind.ModelKinds}, for example
 *     {@code gru4rec}
 * @param configuration what shapes the model (layers, widths, variants), enough to rebuild it from
 *     the weights
 * @param provenance how it came to be: data hash, seed, code version, training settings
 * @param metrics figures measured by the trainer, by name, for example {@code recall@20}
 * @param vocabulary item ids by row
 * @param support events per row in the training data (items)
 * @param weights the model's tensors by name
 * @param selfTest a few sessions with the items that the trainer saw on top, by which a reader
 *     proves that it computes the same; its probabilities are those before calibration
 * @param calibration what makes its probabilities right, if it was fitted
 */
public record ModelBundle(
        String kind,
        ObjectNode configuration,
        ObjectNode provenance,
        Map<String, Double> metrics,
        Vocabulary vocabulary,
        long[] support,
        Map<String, Tensor> weights,
        List<SelfTestCase> selfTest,
        Optional<Calibration> calibration) {

    /** A model whose probabilities stay as they are. */
    public ModelBundle(
            String kind,
            ObjectNode configuration,
            ObjectNode provenance,
            Map<String, Double> metrics,
            Vocabulary vocabulary,
            long[] support,
            Map<String, Tensor> weights,
            List<SelfTestCase> selfTest) {
        this(kind, configuration, provenance, metrics, vocabulary, support, weights, selfTest, Optional.empty());
    }

    /** The same model with another story of how it came to be. */
    public ModelBundle withProvenance(ObjectNode other) {
        return new ModelBundle(
                kind, configuration, other, metrics, vocabulary, support, weights, selfTest, calibration);
    }

    /** The same model with other figures. */
    public ModelBundle withMetrics(Map<String, Double> others) {
        return new ModelBundle(
                kind, configuration, provenance, others, vocabulary, support, weights, selfTest, calibration);
    }

    /**
     * A model of the same shape with other tensors; the figures and the self-test are the old
     * one's.
     */
    public ModelBundle withWeights(Map<String, Tensor> others) {
        return new ModelBundle(
                kind, configuration, provenance, metrics, vocabulary, support, others, selfTest, calibration);
    }

    /** The same model with other probabilities in the same order. */
    public ModelBundle calibrated(Calibration by) {
        return new ModelBundle(
                kind, configuration, provenance, metrics, vocabulary, support, weights, selfTest, Optional.of(by));
    }

    /** The same model with the probabilities that it was trained to. */
    public ModelBundle uncalibrated() {
        return new ModelBundle(kind, configuration, provenance, metrics, vocabulary, support, weights, selfTest);
    }

    /** The same model with the calibration of another one, if that has any. */
    public ModelBundle calibratedAs(ModelBundle other) {
        return other.calibration.map(this::calibrated).orElse(this);
    }
}
