package freshet.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/** What Flink's REST interface says of a job's tasks. */
final class TaskStates {
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    /** @param webUi where Flink's REST interface is */
    TaskStates(String webUi, JobID job) {
        request = HttpRequest.newBuilder(URI.create(webUi + "/jobs/" + job))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /** Whether each subtask of each task has been set up and takes records; false while nobody answers. */
    boolean allRunning() throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK && allRunning(response.body());
        } catch (IOException e) {
            return false; // the interface comes up after the job was submitted
        }
    }

    static boolean allRunning(String body) throws IOException {
        JsonNode vertices = JsonMapper.builder().build().readTree(body).path("vertices");
        for (JsonNode vertex : vertices) {
            if (vertex.path("tasks").path("RUNNING").asInt()
                    != vertex.path("parallelism").asInt()) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }
}
