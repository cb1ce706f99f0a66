package freshet.trainer.mix;

import freshet.model.kind.mix.MixKind;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What can be set on a mix: its models, and of each model that may be one all that can be set on
 * it, as {@code gru4rec.epochs}. Immutable.
 *
 * @param models that are mixed, by name, in their order
 * @param fitShare of the sessions, the last ones, that the weights are fitted to
 * @param seed of the first neural model; each later one has the next number
 * @param ofModels settings of each model, by name
 * @param all that decide about the training, for the bundle's provenance
 */
record MixSettings(
        List<String> models, double fitShare, long seed, Map<String, Map<String, String>> ofModels, Settings all) {
    /** Kind of the bundles. */
    static final String KIND = "mix";

    private static final String PARTS = "parts";
    private static final String FIT_SHARE = "fit_share";
    private static final String SEED = "seed";

    /**
     * Every setting with its default and range.
     *
     * @param parts the settings of the models that may be mixed, by name
     */
    static List<Setting> allowed(Map<String, List<Setting>> parts) {
        List<Setting> allowed = new ArrayList<>();
        allowed.add(Setting.names(PARTS, "models that are mixed", "gru4rec,vmis-knn", List.copyOf(parts.keySet())));
        allowed.add(Setting.real(FIT_SHARE, "share of the sessions, the last ones, for the weights", 0.1, 0.01, 0.5));
        allowed.add(Setting.whole(SEED, "start of every random choice", 42, Long.MIN_VALUE, Long.MAX_VALUE));
        parts.forEach((model, settings) -> settings.stream()
                .filter(setting -> !setting.name().equals(SEED))
                .map(setting -> setting.named(model + "." + setting.name()))
                .forEach(allowed::add));
        return List.copyOf(allowed);
    }

    /**
     * Reads settings that have been checked.
     *
     * @param allowed all that there are
     * @throws IllegalArgumentException if too few or too many models are named, or a model that is
     *     not mixed has a setting of its own
     */
    static MixSettings from(Settings given, List<Setting> allowed) {
        Map<String, String> values = given.values();
        List<String> models = List.of(given.text(PARTS).split(","));
        if (models.size() < 2 || models.size() > MixKind.MOST_PARTS) {
            throw new IllegalArgumentException(PARTS + " is " + given.text(PARTS) + "; a mix has 2 to "
                    + MixKind.MOST_PARTS + " models, with commas between them");
        }
        Map<String, Map<String, String>> ofModels = new LinkedHashMap<>();
        models.forEach(model -> ofModels.put(model, new TreeMap<>()));
        for (Setting setting : allowed) {
            int dot = setting.name().indexOf('.');
            if (dot < 0) {
                continue;
            }
            String model = setting.name().substring(0, dot);
            String value = values.get(setting.name());
            if (models.contains(model)) {
                ofModels.get(model).put(setting.name().substring(dot + 1), value);
            } else if (!value.equals(setting.checked(setting.defaultValue()))) {
                throw new IllegalArgumentException(setting.name() + " is set to " + value + ", but " + model
                        + " is not mixed; " + PARTS + " are " + given.text(PARTS));
            }
        }
        return new MixSettings(
                models,
                Double.parseDouble(given.text(FIT_SHARE)),
                given.longInteger(SEED),
                ofModels,
                ofMixed(given, allowed, models));
    }

    /** Without the settings of models that are not mixed. */
    private static Settings ofMixed(Settings given, List<Setting> allowed, List<String> models) {
        List<Setting> some = allowed.stream()
                .filter(setting -> !setting.name().contains(".")
                        || models.contains(
                                setting.name().substring(0, setting.name().indexOf('.'))))
                .toList();
        Map<String, String> values = new TreeMap<>(given.values());
        values.keySet().retainAll(some.stream().map(Setting::name).toList());
        return new Settings(KIND, some, values);
    }

    /** Settings of models as settings of the mix. */
    static Map<String, String> prefixed(Map<String, Map<String, String>> ofModels, Stream<String> models) {
        Map<String, String> prefixed = new TreeMap<>();
        models.forEach(model -> ofModels.getOrDefault(model, Map.of())
                .forEach((name, value) -> prefixed.put(model + "." + name, value)));
        return prefixed;
    }
}
