package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.cli.serve.RootCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** A job on a cluster. Threads may share it. */
final class FlinkJob {
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    private final FlinkRest flink;
    private final String id;

    FlinkJob(FlinkRest flink, String id) {
        this.flink = flink;
        this.id = id;
    }

    /** In hexadecimal. */
    public String id() {
        return id;
    }

    /** Where the web UI shows it. */
    public String page() {
        return flink.address() + "/#/job/running/" + id + "/overview";
    }

    public String name() {
        return details().path("name").asText();
    }

    /** As Flink names it: RUNNING, RESTARTING, FAILED and so on. */
    public String status() {
        return details().path("state").asText();
    }

    /** Whether every subtask takes records. */
    public boolean running() {
        JsonNode details = details();
        return details.path("state").asText().equals("RUNNING")
                && StreamSupport.stream(details.path("vertices").spliterator(), false)
                        .allMatch(vertex -> vertex.path("tasks").path("RUNNING").asInt()
                                == vertex.path("parallelism").asInt());
    }

    /** Checkpoints that this submission has completed. */
    public long completedCheckpoints() {
        return checkpoints().path("counts").path("completed").asLong();
    }

    /** Checkpoints that have failed. */
    public long failedCheckpoints() {
        return checkpoints().path("counts").path("failed").asLong();
    }

    /** How often the job was set back to a checkpoint or savepoint. */
    public long restores() {
        return checkpoints().path("counts").path("restored").asLong();
    }

    /** Slots that it takes when all of it runs. */
    public int slots() {
        return StreamSupport.stream(details().path("vertices").spliterator(), false)
                .mapToInt(vertex -> vertex.path("parallelism").asInt())
                .max()
                .orElse(0);
    }

    /** Whether it runs no more and will not again. */
    public boolean ended() {
        return status().matches("FINISHED|CANCELED|FAILED");
    }

    /** The newest complete checkpoint. */
    public Optional<String> newestCheckpoint() {
        return path(checkpoints().path("latest").path("completed"));
    }

    /** The checkpoint or savepoint that it was set back to last. */
    public Optional<String> restoredFrom() {
        return path(checkpoints().path("latest").path("restored"));
    }

    private static Optional<String> path(JsonNode snapshot) {
        return Optional.of(snapshot.path("external_path").asText()).filter(path -> !path.isEmpty());
    }

    /** Names of the TaskManagers that its subtasks are on. */
    public Set<String> taskManagers() {
        Set<String> names = new TreeSet<>();
        for (JsonNode vertex : details().path("vertices")) {
            JsonNode tasks =
                    flink.get("/jobs/" + id + "/vertices/" + vertex.path("id").asText());
            tasks.path("subtasks")
                    .forEach(task -> names.add(task.path("taskmanager-id").asText()));
        }
        return names;
    }

    /** The newest failures that Flink remembers, each on one line. */
    public List<String> failures() {
        return flink
                .get("/jobs/" + id + "/exceptions?maxExceptions=5")
                .path("exceptionHistory")
                .path("entries")
                .findValuesAsText("stacktrace")
                .stream()
                .map(trace -> trace.lines()
                        .filter(line -> !line.startsWith("\tat"))
                        .reduce((first, last) -> first + " … " + last)
                        .orElse(""))
                .toList();
    }

    /** The first cause of the newest failure that Flink remembers. */
    public Optional<String> failure() {
        return RootCause.of(flink.get("/jobs/" + id + "/exceptions?maxExceptions=1")
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText());
    }

    /** Ends the job without a savepoint and waits until it has. */
    public void cancel() throws InterruptedException {
        flink.patch("/jobs/" + id + "?mode=cancel");
        awaitEnd("CANCELED");
    }

    /**
     * Ends the job with a savepoint and waits until it has.
     *
     * @return where the savepoint is
     * @throws CommandException if none can be written; the job goes on then
     */
    public String stopWithSavepoint() throws InterruptedException {
        return stopWithSavepoint(STOP);
    }

    /** @param patience after which it is an error that the job has not stopped */
    public String stopWithSavepoint(Duration patience) throws InterruptedException {
        ObjectNode body = flink.newBody().put("drain", false);
        String request =
                flink.post("/jobs/" + id + "/stop", body).path("request-id").asText();
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode answer = flink.get("/jobs/" + id + "/savepoints/" + request);
            if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                String failure = answer.path("operation")
                        .path("failure-cause")
                        .path("stack-trace")
                        .asText();
                if (!failure.isEmpty()) {
                    throw new CommandException("job " + id + " did not stop with a savepoint: "
                            + RootCause.of(failure).orElse("no reason given"));
                }
                awaitEnd("FINISHED");
                return answer.path("operation").path("location").asText();
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new CommandException(
                "job " + id + " did not stop with a savepoint within " + patience.toSeconds() + " s");
    }

    private void awaitEnd(String state) throws InterruptedException {
        long deadline = System.nanoTime() + STOP.toNanos();
        while (!status().equals(state)) {
            if (System.nanoTime() > deadline) {
                throw new CommandException(
                        "job " + id + " is " + status() + ", not " + state + ", after " + STOP.toSeconds() + " s");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private JsonNode details() {
        return flink.get("/jobs/" + id);
    }

    private JsonNode checkpoints() {
        return flink.get("/jobs/" + id + "/checkpoints");
    }
}
