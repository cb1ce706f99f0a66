package freshet.trainer;

import freshet.trainer.autoencoder.Autoencoder;
import freshet.trainer.autoencoder.MultVae;
import freshet.trainer.baseline.DecayedPopularityTrainer;
import freshet.trainer.baseline.ItemKnnTrainer;
import freshet.trainer.baseline.MarkovTrainer;
import freshet.trainer.baseline.PopularityTrainer;
import freshet.trainer.baseline.SequentialRulesTrainer;
import freshet.trainer.baseline.SessionPopularityTrainer;
import freshet.trainer.baseline.SlistTrainer;
import freshet.trainer.baseline.VmisKnnTrainer;
import freshet.trainer.item2vec.Item2Vec;
import freshet.trainer.item2vec.Item2VecTrainer;
import freshet.trainer.lru.Lru;
import freshet.trainer.lru.LruSearch;
import freshet.trainer.mix.Mix;
import freshet.trainer.mix.MixTrainer;
import freshet.trainer.narm.Narm;
import freshet.trainer.narm.NarmSearch;
import freshet.trainer.neural.NeuralModel;
import freshet.trainer.neural.NeuralTrainer;
import freshet.trainer.recurrent.Gru4Rec;
import freshet.trainer.recurrent.Lstm;
import freshet.trainer.recurrent.RecurrentSearch;
import freshet.trainer.recurrent.Rnn;
import freshet.trainer.sasrec.SasRec;
import freshet.trainer.sasrec.SasRecSearch;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.stamp.Stamp;
import freshet.trainer.stamp.StampSearch;
import freshet.trainer.svdpp.SvdPp;
import freshet.trainer.tuning.SearchSpace;
import freshet.trainer.youtube.YoutubeDnn;
import freshet.trainer.youtube.YoutubeDnnSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every trainer by name. A new model adds one line here. */
public final class Trainers {
    /** The name of the model that is trained if the user does not say. */
    public static final String DEFAULT = Gru4Rec.KIND;

    private record Entry(
            String name,
            boolean neural,
            List<Setting> allowed,
            Map<String, String> quick,
            Optional<SearchSpace> search,
            Function<Settings, ModelTrainer> constructor) {}

    private static final List<Entry> SINGLE = List.of(
            neural(Gru4Rec.KIND, Gru4Rec.ALLOWED, Gru4Rec.QUICK, RecurrentSearch.GRU4REC, Gru4Rec::from),
            neural(Lstm.KIND, Lstm.ALLOWED, Gru4Rec.QUICK, RecurrentSearch.LSTM, Lstm::from),
            neural(Lru.KIND, Lru.ALLOWED, Lru.QUICK, LruSearch.DEFAULT, Lru::from),
            neural(Rnn.KIND, Rnn.ALLOWED, Gru4Rec.QUICK, RecurrentSearch.RNN, Rnn::from),
            neural(Narm.KIND, Narm.ALLOWED, Narm.QUICK, NarmSearch.DEFAULT, Narm::from),
            neural(SasRec.KIND, SasRec.ALLOWED, SasRec.QUICK, SasRecSearch.DEFAULT, SasRec::from),
            neural(Stamp.KIND, Stamp.ALLOWED, Stamp.QUICK, StampSearch.DEFAULT, Stamp::from),
            neural(YoutubeDnn.KIND, YoutubeDnn.ALLOWED, YoutubeDnn.QUICK, YoutubeDnnSearch.DEFAULT, YoutubeDnn::from),
            neural(Autoencoder.KIND, Autoencoder.ALLOWED, Autoencoder.QUICK, Autoencoder.SEARCH, Autoencoder::from),
            neural(MultVae.KIND, MultVae.ALLOWED, MultVae.QUICK, MultVae.SEARCH, MultVae::from),
            neural(SvdPp.KIND, SvdPp.ALLOWED, SvdPp.QUICK, SvdPp.SEARCH, SvdPp::from),
            new Entry(
                    Item2Vec.KIND,
                    true,
                    Item2Vec.ALLOWED,
                    Item2Vec.QUICK,
                    Optional.of(Item2Vec.SEARCH),
                    Item2VecTrainer::new),
            counting(VmisKnnTrainer.KIND, VmisKnnTrainer.ALLOWED, VmisKnnTrainer.SEARCH, VmisKnnTrainer::new),
            counting(SlistTrainer.KIND, SlistTrainer.ALLOWED, SlistTrainer.SEARCH, SlistTrainer::new),
            counting(
                    SequentialRulesTrainer.KIND,
                    SequentialRulesTrainer.ALLOWED,
                    SequentialRulesTrainer.SEARCH,
                    SequentialRulesTrainer::new),
            counting(ItemKnnTrainer.KIND, ItemKnnTrainer.ALLOWED, ItemKnnTrainer.SEARCH, ItemKnnTrainer::new),
            counting(MarkovTrainer.KIND, MarkovTrainer::new),
            counting(SessionPopularityTrainer.KIND, SessionPopularityTrainer::new),
            counting(
                    DecayedPopularityTrainer.KIND,
                    DecayedPopularityTrainer.ALLOWED,
                    DecayedPopularityTrainer.SEARCH,
                    DecayedPopularityTrainer::new),
            counting(PopularityTrainer.KIND, PopularityTrainer::new));

    private static final List<Entry> ENTRIES =
            Stream.concat(SINGLE.stream(), Stream.of(mix())).toList();

    private Trainers() {}

    private static Entry neural(
            String name,
            List<Setting> allowed,
            Map<String, String> quick,
            SearchSpace search,
            Function<Settings, NeuralModel<?>> model) {
        return new Entry(
                name,
                true,
                allowed,
                quick,
                Optional.of(search),
                settings -> new NeuralTrainer(settings, model.apply(settings)));
    }

    /** A model that counts, with nothing to set. */
    private static Entry counting(String name, Function<Settings, ModelTrainer> constructor) {
        return new Entry(name, false, List.of(), Map.of(), Optional.empty(), constructor);
    }

    private static Entry counting(
            String name, List<Setting> allowed, SearchSpace search, Function<Settings, ModelTrainer> constructor) {
        return new Entry(name, false, allowed, Map.of(), Optional.of(search), constructor);
    }

    /** The mix of any others. */
    private static Entry mix() {
        Map<String, List<Setting>> settings = new LinkedHashMap<>();
        Map<String, Map<String, String>> quick = new LinkedHashMap<>();
        SINGLE.forEach(entry -> {
            settings.put(entry.name(), entry.allowed());
            quick.put(entry.name(), entry.quick());
        });
        Mix mix = new Mix(settings);
        return new Entry(
                MixTrainer.KIND, true, mix.allowed(), mix.quick(quick), Optional.of(mix.search()), mix::trainer);
    }

    /** The names of all models. */
    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /**
     * What can be set on a model's trainer.
     *
     * @throws IllegalArgumentException if no model has this name
     */
    public static List<Setting> settings(String model) {
        return entry(model).allowed();
    }

    /**
     * Whether a model is neural: it learns in epochs, from a seed. The others
     * count in one pass, and nothing of them is random.
     *
     * @throws IllegalArgumentException if no model has this name
     */
    public static boolean neural(String model) {
        return entry(model).neural();
    }

    /**
     * Whether a model's trainer holds out sessions by itself where a plan has none to validate on.
     */
    public static boolean holdsOut(String model) {
        return model.equals(MixTrainer.KIND);
    }

    /**
     * Settings by which a model learns a log of some ten thousand events in seconds; what they
     * leave out has its default.
     *
     * @throws IllegalArgumentException if no model has this name
     */
    public static Map<String, String> quick(String model) {
        return entry(model).quick();
    }

    /**
     * What a search over a model's settings varies if the user does not say; empty if the model has
     * nothing to search.
     *
     * @throws IllegalArgumentException if no model has this name
     */
    public static Optional<SearchSpace> search(String model) {
        return entry(model).search();
    }

    /**
     * A trainer with the given settings and defaults for the rest.
     *
     * @param model one of {@link #names()}
     * @param settings values by name, see {@link #settings}
     * @throws IllegalArgumentException if the model or a setting is unknown or a value out of
     *     range; the message says what is allowed
     */
    public static ModelTrainer named(String model, Map<String, String> settings) {
        Entry entry = entry(model);
        return entry.constructor().apply(new Settings(model, entry.allowed(), settings));
    }

    private static Entry entry(String model) {
        return ENTRIES.stream()
                .filter(entry -> entry.name().equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no model is named \"" + model + "\"; there are " + String.join(", ", names())));
    }
}
