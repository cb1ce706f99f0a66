package freshet.serving.table;

import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers announcements, in the order of the topic. For one thread. */
public final class AnnouncedModels {
    private final SortedMap<String, Gathered> byName = new TreeMap<>();

    /** Takes the next announcement of a champion. */
    public void take(Announcement champion) {
        of(champion.model()).champion(champion.bundle());
    }

    /** Takes what is said next of a challenger. */
    public void take(Challenge challenge) {
        if (challenge.bundle().isPresent() || byName.containsKey(challenge.model())) {
            of(challenge.model()).challenger(challenge.bundle());
        }
    }

    private Gathered of(String model) {
        return byName.computeIfAbsent(model, name -> new Gathered());
    }

    /** What was taken of a model; nothing, if nothing was. */
    public AnnouncedModel model(String name) {
        return Optional.ofNullable(byName.get(name)).orElseGet(Gathered::new).as(name);
    }

    /** All models, by name. */
    public SortedMap<String, AnnouncedModel> all() {
        SortedMap<String, AnnouncedModel> all = new TreeMap<>();
        byName.forEach((name, gathered) -> all.put(name, gathered.as(name)));
        return all;
    }

    private static final class Gathered {
        private final List<ModelAnnouncement> champions = new ArrayList<>(); // the latest first
        private Optional<ModelAnnouncement> challenger = Optional.empty();
        private long highest;

        void champion(ModelAnnouncement bundle) {
            champions.add(0, bundle);
            highest = Math.max(highest, bundle.getVersion());
        }

        void challenger(Optional<ModelAnnouncement> bundle) {
            challenger = bundle;
            highest =
                    Math.max(highest, bundle.map(ModelAnnouncement::getVersion).orElse(0L));
        }

        AnnouncedModel as(String name) {
            List<ModelAnnouncement> sorted = new ArrayList<>(champions);
            sorted.sort( // of one version the later is the one that is meant, and stays before the other
                    Comparator.comparingLong(ModelAnnouncement::getVersion).reversed());
            return new AnnouncedModel(name, sorted, challenger, highest);
        }
    }
}
