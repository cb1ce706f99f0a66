package freshet.cli.models;

import freshet.schema.ModelAnnouncement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * @param models announcements by the model's name, the highest version first
     */
    static Needed of(Map<String, List<ModelAnnouncement>> models, Answers newest) {
        Set<String> hashes = new HashSet<>();
        Set<Long> unknown = new HashSet<>(newest.byVersion().keySet());
        unknown.remove(0L); // an answer before any model
        models.values().forEach(versions -> {
            hashes.add(versions.get(0).getSha256());
            versions.stream()
                    .filter(each -> newest.byVersion().containsKey(each.getVersion()))
                    .forEach(each -> {
                        hashes.add(each.getSha256());
                        unknown.remove(each.getVersion());
                    });
        });
        return new Needed(hashes, unknown.stream().sorted().findFirst());
    }
}
