package freshet.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What Flink's REST interface says of a job's tasks. Threads may share it. */
final class TaskStates {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest job;
    private final HttpRequest exceptions;

    /**
     * @param webUi where Flink's REST interface is
     * @param id of the job, in hexadecimal
     */
    TaskStates(String webUi, String id) {
        job = request(webUi + "/jobs/" + id);
        exceptions = request(webUi + "/jobs/" + id + "/exceptions?maxExceptions=1");
    }

    /**
     * How many subtasks have been set up and take records, of all; none of none while nobody
     * answers.
     */
    Running running() throws InterruptedException {
        return running(ask(job));
    }

    /** The first cause of the newest failure, if there was one and Flink answers. */
    Optional<String> failure() throws InterruptedException {
        return failure(ask(exceptions));
    }

    static Running running(JsonNode answer) {
        int running = 0;
        int all = 0;
        for (JsonNode vertex : answer.path("vertices")) {
            running += vertex.path("tasks").path("RUNNING").asInt();
            all += vertex.path("parallelism").asInt();
        }
        return new Running(running, all);
    }

    static Optional<String> failure(JsonNode answer) {
        return RootCause.of(answer.path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText());
    }

    /**
     * Subtasks of a job.
     *
     * @param running those that take records
     * @param all as many as there are to be
     */
    record Running(int running, int all) {
        boolean complete() {
            return all > 0 && running == all;
        }
    }

    private JsonNode ask(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? MAPPER.readTree(response.body()) : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance(); // the interface comes up after the job was submitted
        }
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
    }
}
