package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.job.settings.JobSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job that was submitted, kept in the cluster's folder.
 *
 * @param id in hexadecimal
 * @param request what the user gave, and its parallelism in any case
 * @param place the topics that it works on
 * @param submittedMillis when, milliseconds since 1970
 * @param wanted whether it is to run again after a restart
 */
record SubmittedJob(String id, JobRequest request, Place place, long submittedMillis, boolean wanted) {
    private static final String SAVEPOINT = "savepoint-";
    private static final int ID_IN_SAVEPOINT = 6; // characters that Flink names a savepoint by

    /**
     * The topics between which a job works. Two jobs of one place would answer each event twice,
     * and a job goes on from a state of its own place.
     *
     * @param events topic of events
     * @param recommendations topic of answers
     */
    record Place(String events, String recommendations) {
        static Place of(JobSettings settings) {
            return new Place(settings.events().topic(), settings.output().recommendationsTopic());
        }

        @Override
        public String toString() {
            return "from topic " + events + " to topic " + recommendations;
        }
    }

    /** Whether a checkpoint or savepoint is of this job, by its path. */
    boolean made(Path snapshot) {
        String name = snapshot.getFileName().toString();
        return name.startsWith(SAVEPOINT + id.substring(0, Math.min(ID_IN_SAVEPOINT, id.length())))
                || snapshot.getParent().endsWith(id);
    }

    SubmittedJob unwanted() {
        return new SubmittedJob(id, request, place, submittedMillis, false);
    }

    ObjectNode json() {
        ObjectNode json = JsonFile.newObject()
                .put("id", id)
                .put("submittedMillis", submittedMillis)
                .put("wanted", wanted)
                .put("events", place.events())
                .put("recommendations", place.recommendations());
        request.config().ifPresent(file -> json.put("config", file.toString()));
        request.jar().ifPresent(file -> json.put("jar", file.toString()));
        request.overrides().forEach(json.withArray("set")::add);
        return json;
    }

    static SubmittedJob of(JsonNode json) {
        List<String> overrides = new ArrayList<>();
        json.path("set").forEach(setting -> overrides.add(setting.asText()));
        return new SubmittedJob(
                json.path("id").asText(),
                new JobRequest(path(json, "config"), overrides, path(json, "jar")),
                new Place(
                        json.path("events").asText(),
                        json.path("recommendations").asText()),
                json.path("submittedMillis").asLong(),
                json.path("wanted").asBoolean());
    }

    private static Optional<Path> path(JsonNode json, String name) {
        return Optional.of(json.path(name).asText())
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }
}
