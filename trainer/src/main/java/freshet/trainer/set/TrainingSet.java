package freshet.trainer.set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.data.Session;
import freshet.trainer.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A prepared training set: what a training learns from and is measured on, in files that are mapped
 * into memory. Immutable; threads may share it.
 *
 * @param whole all sessions
 * @param heldOut the last sessions apart from the others, if they were held out
 * @param origin which log it came from, and what was left out while that was read, for the bundle's
 *     provenance
 */
public record TrainingSet(TrainingData whole, Optional<HeldOut> heldOut, ObjectNode origin) {
    static final String WHOLE = "whole.set";
    static final String EARLIER = "earlier.set";
    static final String LATER = "later.sessions";
    static final String DESCRIPTION = "set.json";
    static final String ORIGIN = "origin";
    static final String SHARE = "held_out_share";
    static final String BY_DEFAULT = "held_out_by_default";

    private static final long MOST_DESCRIPTION_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * The last sessions, and the others.
     *
     * @param share of the sessions that are held out, over 0 and under 1
     * @param byDefault whether nothing was said of it
     * @param earlier what is learned from
     * @param later the last sessions as they were recorded, in order of their start
     */
    public record HeldOut(double share, boolean byDefault, TrainingData earlier, List<Session> later) {}

    /**
     * Opens a set; each of its files is read once to check it.
     *
     * @throws SetException if it is none or damaged
     */
    public static TrainingSet open(Path folder) {
        Path file = folder.resolve(DESCRIPTION);
        if (!Files.isRegularFile(file)) {
            throw new SetException("there is no training set in " + folder + ", as it has no " + DESCRIPTION
                    + "; name the --output of prepare");
        }
        JsonNode description = SetFault.naming(file, () -> description(file));
        Optional<HeldOut> heldOut = description.has(SHARE)
                ? Optional.of(new HeldOut(
                        description.path(SHARE).asDouble(),
                        description.path(BY_DEFAULT).asBoolean(),
                        SetFile.open(folder.resolve(EARLIER)),
                        SessionsFile.open(folder.resolve(LATER))))
                : Optional.empty();
        return new TrainingSet(SetFile.open(folder.resolve(WHOLE)), heldOut, (ObjectNode) description.get(ORIGIN));
    }

    private static JsonNode description(Path file) throws IOException {
        if (Files.size(file) > MOST_DESCRIPTION_BYTES) {
            throw new SetException("it has more than " + MOST_DESCRIPTION_BYTES + " bytes");
        }
        JsonNode description;
        try {
            description = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new SetException("it is no JSON: " + e.getOriginalMessage(), e);
        }
        double share = description.path(SHARE).asDouble(0);
        if (!description.path(ORIGIN).isObject() || description.has(SHARE) && !(share > 0 && share < 1)) {
            throw new SetException(
                    "it has no object " + ORIGIN + ", or a " + SHARE + " that is not over 0 and under 1");
        }
        return description;
    }
}
