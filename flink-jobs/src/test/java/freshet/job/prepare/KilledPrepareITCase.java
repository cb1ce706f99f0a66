package freshet.job.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import freshet.model.data.EventLog;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.data.run.SortedRuns;
import freshet.model.session.SessionRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both TaskManagers are killed while a log is read, whose last file is a pipe. */
@Tag("faults")
class KilledPrepareITCase {
    private static final int EVENTS = 4_000;

    @TempDir
    Path folder;

    @Test
    void killedTaskManagers_theRunsHoldTheSameSessions() throws Exception {
        Path log = Files.writeString(folder.resolve("log.jsonl"), lines(0, EVENTS));
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path output = Files.createDirectory(folder.resolve("runs"));
        MiniClusterConfiguration two = new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(1)
                .build();
        try (MiniCluster cluster = new MiniCluster(two)) {
            cluster.start();
            JobGraph job = job(new PrepareSettings(List.of(log, pipe), List.of(), SessionRules.DEFAULT, output));
            cluster.submitJob(job).get();
            CompletableFuture<Void> killed;
            try (OutputStream begun = Files.newOutputStream(pipe)) { // opens when a task reads it
                begun.write(lines(EVENTS, EVENTS + 10).getBytes(StandardCharsets.UTF_8));
                begun.flush();
                killed = CompletableFuture.allOf(cluster.terminateTaskManager(0), cluster.terminateTaskManager(1));
            }
            killed.get(3, TimeUnit.MINUTES); // a task that waits for the pipe ends when that is closed
            await().atMost(Duration.ofMinutes(3)).until(() -> !isOpen(pipe)); // the killed task has let go of it
            cluster.startTaskManager();
            cluster.startTaskManager();
            try (OutputStream again = Files.newOutputStream(pipe)) {
                again.write(lines(EVENTS, 2 * EVENTS).getBytes(StandardCharsets.UTF_8));
            }
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> cluster.getJobStatus(job.getJobID()).get(1, TimeUnit.MINUTES) == JobStatus.FINISHED);
        }

        Path whole = Files.writeString(folder.resolve("whole.jsonl"), lines(0, 2 * EVENTS));
        assertThat(merged(output))
                .isEqualTo(Sessions.of(EventLog.readAll(whole, LogFormats.named("jsonl")), SessionRules.DEFAULT));
        assertThat(ReadFiles.summaries(output, 2)).allMatch(summary -> summary.events() == EVENTS);
    }

    /** Whether this process has the file open, as Linux tells. */
    private static boolean isOpen(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(each -> leadsTo(each, file));
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toAbsolutePath());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private static JobGraph job(PrepareSettings settings) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        environment.setParallelism(2);
        PrepareJob.build(environment, settings);
        return environment.getStreamGraph().getJobGraph();
    }

    private static List<Session> merged(Path output) throws IOException {
        List<Session> sessions = new ArrayList<>();
        try (SortedRuns runs = new SortedRuns(PrepareJob.runs(output))) {
            while (runs.advance()) {
                sessions.add(runs.session());
            }
        }
        return sessions;
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int event = from; event < to; event++) {
            lines.append("{\"sessionId\": \"s")
                    .append(event * 31L % 701)
                    .append("\", \"itemId\": \"i")
                    .append(event * 17L % 97)
                    .append("\", \"eventTime\": ")
                    .append(1_700_000_000_000L + event * 7919L % 9_000_000)
                    .append("}\n");
        }
        return lines.toString();
    }
}
