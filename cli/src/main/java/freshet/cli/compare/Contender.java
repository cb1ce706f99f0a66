package freshet.cli.compare;

import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model that is trained once.
 *
 * @param model its kind
 * @param settings that are not defaults
 * @param seed of the training; none for a model that counts
 */
record Contender(String model, SortedMap<String, String> settings, OptionalLong seed) {

    /**
     * Its trainer.
     *
     * @throws IllegalArgumentException if there is no such model or setting
     */
    ModelTrainer trainer() {
        return Trainers.named(model, all());
    }

    /** The settings that are not defaults, the seed among them. */
    SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>(settings);
        seed.ifPresent(value -> all.put("seed", Long.toString(value)));
        return all;
    }

    /** The model and the settings that are not defaults. */
    String name() {
        return settings.isEmpty()
                ? model
                : model
                        + settings.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The same with its seed. */
    String words() {
        return name() + (seed.isPresent() ? ", seed " + seed.getAsLong() : "");
    }
}
