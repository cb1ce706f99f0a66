package freshet.trainer.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is trained, on what and how: two trainings of one origin do the same in every epoch, if they
 * run the same code: of that its version number and commit are known, but not what was changed
 * since.
 *
 * @param provenance as in the model's bundle
 * @param validation hash of the validation sessions; empty text without any
 */
public record TrainingOrigin(ObjectNode provenance, String validation) {
    /**
     * They say how long to train, not how: an interrupted training may get more epochs or more
     * patience.
     */
    private static final Set<String> MAY_DIFFER = Set.of("epochs", "patience");

    private static final String BEGIN_ANEW = "; give what it was begun with, or begin anew";

    /**
     * Holds that a training of this origin may go on from a snapshot.
     *
     * @throws TrainingException if the snapshot is of another origin; it says in what they differ
     */
    void requireSame(TrainingOrigin snapshot) {
        for (String name : List.of("trainer", "code_version")) {
            requireEqual(name.replace('_', ' '), at(name), snapshot.at(name));
        }
        requireSameSettings(snapshot);
        requireEqual("training data (by its hash)", at("data"), snapshot.at("data"));
        requireEqual("validation data (by its hash)", validation, snapshot.validation);
        requireEqual("model to start from", at("warm_start"), snapshot.at("warm_start"));
    }

    private void requireSameSettings(TrainingOrigin snapshot) {
        Set<String> names = new TreeSet<>();
        provenance.path("settings").fieldNames().forEachRemaining(names::add);
        snapshot.provenance.path("settings").fieldNames().forEachRemaining(names::add);
        names.removeAll(MAY_DIFFER);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String now = provenance.at("/settings/" + name).asText("unknown");
            String then = snapshot.provenance.at("/settings/" + name).asText("unknown");
            if (!now.equals(then)) {
                differences.add(name + " is " + now + " and was " + then);
            }
        }
        if (!differences.isEmpty()) {
            throw new TrainingException(
                    "the interrupted training had other settings: " + String.join(", ", differences) + BEGIN_ANEW);
        }
    }

    private static void requireEqual(String what, String now, String then) {
        if (!now.equals(then)) {
            throw new TrainingException("the interrupted training had another " + what + ": it is " + words(now)
                    + " and was " + words(then) + BEGIN_ANEW);
        }
    }

    private static String words(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private String at(String name) {
        JsonNode node = provenance.path(name);
        return node.isTextual() ? node.textValue() : node.path("sha256").asText(node.toString());
    }
}
