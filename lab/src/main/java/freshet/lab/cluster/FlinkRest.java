package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.serve.RootCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Flink's REST interface: the same requests that its web UI makes. Threads may share it. */
final class FlinkRest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration WORK_PATIENCE = Duration.ofMinutes(5);
    private static final int BAD = 400;

    private final String address;
    private final String folder; // as an argument of commands to type next
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = JsonMapper.builder().build();

    /** @param address without a slash at its end, http://127.0.0.1:8081 */
    public FlinkRest(String address) {
        this(address, "");
    }

    /**
     * @param folder what names the cluster's folder in a command: see
     *     {@link ClusterFolder#argument}
     */
    FlinkRest(String address, String folder) {
        this.address = address;
        this.folder = folder;
    }

    public String address() {
        return address;
    }

    /** Slots of all TaskManagers that have registered; 0 while nobody answers. */
    public int slots() {
        try {
            return get("/overview").path("slots-total").asInt();
        } catch (CommandException e) {
            return 0;
        }
    }

    /** Slots that no job has. */
    public int freeSlots() {
        return get("/overview").path("slots-available").asInt();
    }

    /** Whether Flink has a job of this id, which may have ended. */
    public boolean knows(String job) {
        return jobs(".*").contains(job);
    }

    /** Jobs that have not ended, by their ids. */
    public List<String> liveJobs() {
        return jobs("(?!(FINISHED|CANCELED|FAILED)$).*");
    }

    /** Jobs that were not ended by anybody: those that have failed are among them. */
    public List<String> jobs() {
        return jobs("(?!(FINISHED|CANCELED)$).*");
    }

    /** Jobs that are in one of some states, given as a regular expression. */
    List<String> jobs(String states) {
        return get("/jobs/overview").path("jobs").findParents("jid").stream()
                .filter(job -> job.path("state").asText().matches(states))
                .map(job -> job.path("jid").asText())
                .toList();
    }

    /** Uploads a jar and gives the id under which it can be run. */
    public String upload(Path jar) {
        String border = UUID.randomUUID().toString();
        String head = "--" + border + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/java-archive\r\n\r\n";
        String foot = "\r\n--" + border + "--\r\n";
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(address + "/jars/upload"))
                .timeout(WORK_PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + border)
                .POST(BodyPublishers.ofInputStream(() -> form(head, jar, foot))));
        return answer.path("filename").asText().replaceAll(".*/", "");
    }

    /**
     * Runs the main class of an uploaded jar and gives the job's id.
     *
     * @param arguments of the main class
     * @param savepoint to start from
     */
    public String run(String jarId, List<String> arguments, Optional<String> savepoint) {
        return run(jarId, arguments, savepoint, false);
    }

    /** @param allowNonRestored whether state of the savepoint may be left out */
    public String run(String jarId, List<String> arguments, Optional<String> savepoint, boolean allowNonRestored) {
        ObjectNode body = mapper.createObjectNode();
        arguments.forEach(body.putArray("programArgsList")::add);
        savepoint.ifPresent(path -> body.put("savepointPath", path).put("allowNonRestoredState", allowNonRestored));
        return post("/jars/" + jarId + "/run", body).path("jobid").asText();
    }

    /** Removes an uploaded jar. Jobs that were run from it go on. */
    public void deleteJar(String jarId) {
        send(HttpRequest.newBuilder(URI.create(address + "/jars/" + jarId))
                .timeout(PATIENCE)
                .DELETE());
    }

    /** Heap in use by a TaskManager, in bytes, as of its last report some seconds ago. */
    public long heapUsed(String taskManager) {
        return get("/taskmanagers/" + taskManager + "/metrics?get=Status.JVM.Memory.Heap.Used")
                .path(0)
                .path("value")
                .asLong();
    }

    /** What Flink says of a job. */
    public FlinkJob job(String id) {
        return new FlinkJob(this, id);
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .GET());
    }

    JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(WORK_PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    void patch(String path) {
        send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method("PATCH", BodyPublishers.noBody()));
    }

    ObjectNode newBody() {
        return mapper.createObjectNode();
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        try {
            HttpResponse<String> response = client.send(built, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = mapper.readTree(response.body());
            if (response.statusCode() >= BAD) {
                throw new CommandException("Flink at " + address + " refuses: " + reason(answer));
            }
            return answer;
        } catch (IOException e) {
            throw new CommandException(
                    "Flink at " + address + " does not answer: " + e + "; see: " + CommandName.of("cluster status")
                            + folder,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while talking to Flink at " + address, e);
        }
    }

    /**
     * Of the errors, which are stack traces for the most part, the line that names the first cause.
     */
    private static String reason(JsonNode answer) {
        String text = StreamSupport.stream(answer.path("errors").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
        return RootCause.of(text).orElse("no reason given");
    }

    private static InputStream form(String head, Path jar, String foot) {
        try {
            return new SequenceInputStream(
                    Collections.enumeration(List.of(bytes(head), Files.newInputStream(jar), bytes(foot))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
