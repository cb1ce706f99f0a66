package freshet.trainer.neural;

import freshet.trainer.Objective;
import freshet.trainer.linear.KernelSetting;
import freshet.trainer.neural.loss.LossSettings;
import freshet.trainer.neural.loss.LossSettings.Loss;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every neural model is told about its training; {@link #with} says what each setting means
 * and where its limits are.
 *
 * @param batchSize predictions in a step
 * @param loss what is minimised
 * @param ownItems what is added to the scores of a session's own items
 * @param epochs passes over the data
 * @param objective by which an epoch is better than another on the validation sessions
 * @param patience epochs without a better one on the validation sessions that end the training
 * @param learningRate Adagrad's rate
 * @param momentum share of the last step that is taken again; 0 is none
 * @param averageSpan share of an epoch over which the kept model's weights are averaged; 0 keeps
 *     the last ones
 * @param warmMemory share of an older model's Adagrad accumulators that a warm start begins with
 * @param samples negative items drawn per step beside the batch's other targets
 * @param sampleAlpha exponent of support by which they are drawn; 0 is uniform
 * @param logQ share of the logQ correction, 1 is all of it
 * @param dropoutEmbedding share of input embedding entries that are dropped
 * @param dropoutHidden share of the entries between layers and of the query that are dropped
 * @param threads that share the work of a step
 * @param kernel that computes the products of matrices
 * @param seed of every random choice
 */
public record NeuralSettings(
        int batchSize,
        LossSettings loss,
        OwnItemTerm ownItems,
        int epochs,
        Objective objective,
        int patience,
        float learningRate,
        float momentum,
        float averageSpan,
        float warmMemory,
        int samples,
        float sampleAlpha,
        float logQ,
        float dropoutEmbedding,
        float dropoutHidden,
        int threads,
        KernelSetting kernel,
        long seed) {

    /** What is added to the scores of a session's own items. */
    public enum OwnItemTerm {
        /** What validation sessions tell, or an older model that the training starts from. */
        FITTED,
        /** Nothing. */
        NONE
    }

    /**
     * Every setting with its default and range. A search must not vary those by which trials could
     * not be compared: what judges them, what changes them by chance alone, what they do not use.
     * It may vary epochs and patience: a trial counts with its best epoch, whichever that is, so
     * that more of them cost time and spoil no comparison.
     */
    private static final List<Setting> ALLOWED = List.of(
            Setting.whole("batch_size", "sessions that are learned from in parallel", 32, 1, 4096),
            loss(Loss.CROSS_ENTROPY, List.of(Loss.CROSS_ENTROPY, Loss.BPR_MAX, Loss.BCE)),
            Setting.real(
                    "label_smoothing",
                    "share of the target that cross-entropy gives to the negatives, as often as they are"
                            + " drawn; 0 is none",
                    0.3,
                    0,
                    0.9),
            Setting.real("bpreg", "weight of the score regularisation of bpr-max", 0, 0, 100),
            Setting.real("elu", "alpha of the ELU on the scores that bpr-max takes; 0 is linear", 0, 0, 10),
            Setting.choice(
                            "own_items",
                            "what the scores of a session's own items get added, by how long ago they came: fitted to"
                                    + " validation sessions where that makes MRR@20 better, or none",
                            OwnItemTerm.FITTED)
                    .notSearched("it is fitted after a trial's training, and kept where it is better; give it with"
                            + " --set"),
            Setting.whole("epochs", "passes over the data", 10, 1, 10_000),
            Setting.choice(
                            Objective.SETTING,
                            "what makes an epoch better on validation sessions, Recall@20 or MRR@20",
                            Objective.RECALL)
                    .notSearched(
                            "it says how trials are judged, so that no two that differ in it could be compared; give"
                                    + " all of them one with --objective"),
            Setting.whole("patience", "epochs not better on validation sessions that end the training", 3, 1, 10_000),
            Setting.real("learning_rate", "step size of Adagrad", 0.1, 1e-6, 10),
            Setting.real("momentum", "share of Nesterov momentum on top of Adagrad; 0 is none", 0, 0, 0.99),
            Setting.real(
                    "average_span",
                    "share of an epoch over which the kept model's weights are averaged; 0 keeps the last step's",
                    0.05,
                    0,
                    1),
            Setting.real("warm_memory", "share of an older model's accumulators that a warm start keeps", 0.25, 0, 1)
                    .notSearched(
                            "no trial starts from an older model, so that all would be alike; compare trainings with"
                                    + " --start-from on later sessions instead"),
            Setting.whole("n_sample", "negative items drawn per step, shared by the batch", 2048, 0, 1_000_000),
            Setting.real("sample_alpha", "negatives are drawn by support to this power; 0 is uniform", 0.5, 0, 2),
            Setting.real(
                    "logq",
                    "share of the correction for how often an item is a candidate, with every loss; 1 is all, 0"
                            + " none, as in the paper of bpr-max",
                    1,
                    0,
                    1),
            Setting.real("dropout_embedding", "share of input embedding entries to drop in training", 0.5, 0, 0.99),
            Setting.real("dropout_hidden", "share of each layer's output entries to drop in training", 0.3, 0, 0.99),
            Setting.whole("threads", "threads that share the work of a step", 1, 1, 64)
                    .notSearched(
                            "it changes how sums are rounded and nothing else, so that the best would be the luckiest;"
                                    + " give it with --set, and measure its speed with ./freshet benchmark training"),
            Setting.choice(
                            "kernel",
                            "what multiplies matrices: auto takes vector, Freshet's own kernel, where a measurement at"
                                    + " the start finds it half again as fast as OpenBLAS",
                            KernelSetting.AUTO)
                    .notSearched("it changes how sums are rounded and nothing else, so that the best would be the"
                            + " luckiest; measure its speed with ./freshet benchmark training"),
            Setting.whole("seed", "start of every random sequence", 42, Long.MIN_VALUE, Long.MAX_VALUE)
                    .notSearched("the best of several would be the luckiest; give one with --seed, and see how far they"
                            + " differ with ./freshet benchmark quality"));

    /**
     * What can be set on a model's trainer: its own settings, then those of every neural model.
     *
     * @param own each with its default and range; one of the name of a common one replaces it
     */
    public static List<Setting> with(List<Setting> own) {
        return with(own, Map.of());
    }

    /**
     * The same for a model that learns better with other defaults.
     *
     * @param own each with its default and range
     * @param defaults by the name of a setting of every neural model; the rest keep theirs
     * @throws IllegalArgumentException if there is no such setting, or it does not take the value
     */
    public static List<Setting> with(List<Setting> own, Map<String, String> defaults) {
        List<String> names = ALLOWED.stream().map(Setting::name).toList();
        defaults.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "\"" + name + "\" is no setting of every neural model; there are " + names);
                });
        Set<String> replaced = own.stream().map(Setting::name).collect(Collectors.toSet());
        Stream<Setting> shared = ALLOWED.stream()
                .filter(setting -> !replaced.contains(setting.name()))
                .map(setting -> defaults.containsKey(setting.name())
                        ? setting.withDefault(defaults.get(setting.name()))
                        : setting);
        return Stream.concat(own.stream(), shared).toList();
    }

    /** The setting that chooses the loss, for a model with other ones to choose from. */
    public static Setting loss(Loss defaultLoss, List<Loss> allowed) {
        return Setting.choice("loss", "what is minimised over the target and the negatives", defaultLoss, allowed);
    }

    /**
     * A model's own settings, then some of those of every neural model, for one that is trained
     * otherwise.
     *
     * @param own each with its default and range
     * @param names of the settings wanted
     */
    public static List<Setting> with(List<Setting> own, Set<String> names) {
        return Stream.concat(own.stream(), ALLOWED.stream().filter(setting -> names.contains(setting.name())))
                .toList();
    }

    /** Reads settings that have been checked against those of {@link #with(List)}. */
    public static NeuralSettings from(Settings settings) {
        return new NeuralSettings(
                settings.integer("batch_size"),
                new LossSettings(
                        settings.choice("loss", Loss.class),
                        settings.real("label_smoothing"),
                        settings.real("bpreg"),
                        settings.real("elu")),
                settings.choice("own_items", OwnItemTerm.class),
                settings.integer("epochs"),
                settings.choice(Objective.SETTING, Objective.class),
                settings.integer("patience"),
                settings.real("learning_rate"),
                settings.real("momentum"),
                settings.real("average_span"),
                settings.real("warm_memory"),
                settings.integer("n_sample"),
                settings.real("sample_alpha"),
                settings.real("logq"),
                settings.real("dropout_embedding"),
                settings.real("dropout_hidden"),
                settings.integer("threads"),
                settings.choice("kernel", KernelSetting.class),
                settings.longInteger("seed"));
    }
}
