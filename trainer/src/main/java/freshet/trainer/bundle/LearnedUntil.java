package freshet.trainer.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.SessionMoment;
import freshet.trainer.TrainingData;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The newest event that a model has seen, as {@value #NAME} in its provenance: it was learned, or
 * it chose an epoch or fitted the probabilities. Later sessions say how good the model is.
 */
public final class LearnedUntil {
    private static final String NAME = "learned_until";

    private LearnedUntil() {}

    /**
     * What a bundle says; empty for one that was trained before bundles said so.
     *
     * @throws BundleException if it says something that is no time
     */
    public static Optional<Instant> of(ModelBundle bundle) {
        return of(bundle.provenance());
    }

    /** Notes the newest of these events, where nothing newer is noted. */
    static void raise(ObjectNode provenance, TrainingData data) {
        IntStream.range(0, data.times().size())
                .mapToLong(data.times()::get)
                .max()
                .ifPresent(newest -> raise(provenance, newest));
    }

    /** Notes what an older model has seen, from which this one goes on. */
    public static void raise(ObjectNode provenance, ModelBundle older) {
        of(older).ifPresent(newest -> raise(provenance, newest.toEpochMilli()));
    }

    /** Notes sessions that a model was validated or fitted on. */
    public static void raise(ObjectNode provenance, List<Session> seen) {
        seen.stream().mapToLong(SessionMoment.END::of).max().ifPresent(newest -> raise(provenance, newest));
    }

    private static void raise(ObjectNode provenance, long millis) {
        Instant newest = Instant.ofEpochMilli(millis);
        if (of(provenance).filter(noted -> !noted.isBefore(newest)).isEmpty()) {
            provenance.put(NAME, newest.toString());
        }
    }

    private static Optional<Instant> of(ObjectNode provenance) {
        JsonNode noted = provenance.path(NAME);
        if (noted.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(noted.asText()));
        } catch (DateTimeException e) {
            throw new BundleException("the provenance has " + NAME + " " + noted + ", which is no time", e);
        }
    }
}
