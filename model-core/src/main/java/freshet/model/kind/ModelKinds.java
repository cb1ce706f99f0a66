package freshet.model.kind;

import freshet.model.bundle.BundleException;
import freshet.model.kind.autoencoder.AutoencoderKind;
import freshet.model.kind.autoencoder.MultVaeKind;
import freshet.model.kind.baseline.DecayedPopularityKind;
import freshet.model.kind.baseline.ItemKnnKind;
import freshet.model.kind.baseline.MarkovKind;
import freshet.model.kind.baseline.PopularityKind;
import freshet.model.kind.baseline.SequentialRulesKind;
import freshet.model.kind.baseline.SessionPopularityKind;
import freshet.model.kind.baseline.SlistKind;
import freshet.model.kind.factors.Item2VecKind;
import freshet.model.kind.factors.SvdPpKind;
import freshet.model.kind.gru4rec.Gru4RecKind;
import freshet.model.kind.lru.LruKind;
import freshet.model.kind.lstm.LstmKind;
import freshet.model.kind.mix.MixKind;
import freshet.model.kind.narm.NarmKind;
import freshet.model.kind.rnn.RnnKind;
import freshet.model.kind.sasrec.SasRecKind;
import freshet.model.kind.stamp.StampKind;
import freshet.model.kind.vmisknn.VmisKnnKind;
import freshet.model.kind.youtube.YoutubeDnnKind;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every kind of model that a bundle can hold. */
public final class ModelKinds {
    private static final SortedMap<String, ModelKind> KINDS = Stream.of(
                    new AutoencoderKind(),
                    new DecayedPopularityKind(),
                    new Gru4RecKind(),
                    new Item2VecKind(),
                    new ItemKnnKind(),
                    new LstmKind(),
                    new LruKind(),
                    new MarkovKind(),
                    new MixKind(ModelKinds::named),
                    new NarmKind(),
                    new MultVaeKind(),
                    new PopularityKind(),
                    new RnnKind(),
                    new SasRecKind(),
                    new SequentialRulesKind(),
                    new SessionPopularityKind(),
                    new SlistKind(),
                    new StampKind(),
                    new SvdPpKind(),
                    new VmisKnnKind(),
                    new YoutubeDnnKind())
            .collect(Collectors.toMap(ModelKind::name, Function.identity(), ModelKinds::one, TreeMap::new));

    private ModelKinds() {}

    /** All of them, in the order of their names. */
    public static Collection<ModelKind> all() {
        return Collections.unmodifiableCollection(KINDS.values());
    }

    /**
     * A kind by its name.
     *
     * @throws BundleException if there is none of this name
     */
    public static ModelKind named(String name) {
        ModelKind kind = KINDS.get(name);
        if (kind == null) {
            throw new BundleException("model kind \"" + name + "\" is unknown; this version knows " + KINDS.keySet());
        }
        return kind;
    }

    private static ModelKind one(ModelKind first, ModelKind second) {
        throw new IllegalStateException("two kinds of model have the name \"" + first.name() + "\"");
    }
}
