package freshet.trainer.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.trainer.EpochResult;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A snapshot as a sealed bundle file ({@link freshet.model.bundle.BundleFile#writeSealed}) of a
 * kind that is never served, {@code training-snapshot}:
 * <ul>
 *   <li>{@code configuration}: {@code {"epochs": [{"loss", "seconds", "recall", "mrr"}, ...],
 *       "validation": hash}}; without validation an epoch has no recall and no mrr, and the hash is
 *       empty
 *   <li>{@code provenance}: that of the model in training
 *   <li>{@code metrics} and {@code self_test}: those of the best model so far
 *   <li>tensors {@code state.*}: weights and optimizer; {@code best.*}: weights of the best model
 *       so far
 * </ul>
 */
final class SnapshotFormat {
    static final String KIND = "training-snapshot";
    private static final String STATE = "state.";
    private static final String BEST = "best.";

    private SnapshotFormat() {}

    static ModelBundle bundle(TrainingSnapshot snapshot, TrainingData data) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("validation", snapshot.origin().validation());
        var epochs = configuration.putArray("epochs");
        snapshot.epochs().forEach(epoch -> epochs.add(json(epoch)));
        Map<String, Tensor> tensors = new TreeMap<>();
        snapshot.state().forEach((name, tensor) -> tensors.put(STATE + name, tensor));
        snapshot.best().ifPresent(best -> best.weights().forEach((name, tensor) -> tensors.put(BEST + name, tensor)));
        return new ModelBundle(
                KIND,
                configuration,
                snapshot.origin().provenance(),
                snapshot.best().map(KeptModel::metrics).orElse(Map.of()),
                data.vocabulary(),
                data.support(),
                tensors,
                snapshot.best().map(KeptModel::selfTest).orElse(List.of()));
    }

    /** @throws BundleException if the bundle is no snapshot */
    static TrainingSnapshot snapshot(ModelBundle bundle) {
        if (!bundle.kind().equals(KIND)) {
            throw new BundleException("its kind is " + bundle.kind() + ", not " + KIND);
        }
        List<EpochResult> epochs = new ArrayList<>();
        for (JsonNode epoch : bundle.configuration().path("epochs")) {
            epochs.add(figures(epochs.size() + 1, epoch));
        }
        if (epochs.isEmpty()) {
            throw new BundleException("its configuration lists no epoch");
        }
        Map<String, Tensor> best = named(bundle, BEST);
        return new TrainingSnapshot(
                new TrainingOrigin(
                        bundle.provenance(),
                        bundle.configuration().path("validation").asText("")),
                List.copyOf(epochs),
                named(bundle, STATE),
                best.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new KeptModel(bundle.metrics(), best, bundle.selfTest())));
    }

    private static ObjectNode json(EpochResult epoch) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("loss", epoch.loss()).put("seconds", epoch.seconds());
        epoch.validated()
                .ifPresent(accuracy -> json.put("recall", accuracy.recall()).put("mrr", accuracy.mrr()));
        return json;
    }

    private static EpochResult figures(int number, JsonNode json) {
        Optional<Accuracy> validated = json.has("recall")
                ? Optional.of(new Accuracy(real(json, "recall"), real(json, "mrr")))
                : Optional.empty();
        return new EpochResult(number, real(json, "loss"), real(json, "seconds"), validated);
    }

    private static double real(JsonNode json, String name) {
        if (!json.path(name).isNumber()) {
            throw new BundleException("its configuration has an epoch whose " + name + " is no number");
        }
        return json.path(name).doubleValue();
    }

    private static Map<String, Tensor> named(ModelBundle bundle, String prefix) {
        Map<String, Tensor> tensors = new TreeMap<>();
        bundle.weights().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        return tensors;
    }
}
