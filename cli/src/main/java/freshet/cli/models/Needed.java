package freshet.cli.models;

import freshet.serving.table.AnnouncedModel;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Bundles that a job may fetch now: those of the highest versions, and those that answer.
 *
 * @param hashes their SHA-256
 * @param unknown a version that answers, and whose announcement the topic no longer has: it may be
 *     one that its job could not replace, and needs at a restart
 */
record Needed(Set<String> hashes, Optional<Long> unknown) {

    Needed {
        hashes = Set.copyOf(hashes);
    }

    /**
     * From what the topics say.
     *
     * @param models what is announced, by the model's name
     */
    static Needed of(Map<String, AnnouncedModel> models, Answers newest) {
        Set<String> hashes = new HashSet<>();
        Set<Long> unknown = new HashSet<>(newest.byVersion().keySet());
        unknown.remove(0L); // an answer before any model
        models.values().forEach(model -> {
            Stream.concat(model.champion().stream(), model.challenger().stream())
                    .forEach(each -> hashes.add(each.getSha256()));
            Stream.concat(model.champions().stream(), model.challenger().stream())
                    .filter(each -> newest.byVersion().containsKey(each.getVersion()))
                    .forEach(each -> {
                        hashes.add(each.getSha256());
                        unknown.remove(each.getVersion());
                    });
        });
        return new Needed(hashes, unknown.stream().sorted().findFirst());
    }
}
