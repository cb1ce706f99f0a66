package freshet.cli.trial;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.flink.FlinkClient;
import freshet.cli.flink.ShippedJars;
import freshet.model.text.Sha256;
import freshet.trainer.TrainingPlan;
import freshet.trainer.tuning.ParallelTuning;
import freshet.trainer.tuning.PlanFile;
import freshet.trainer.tuning.Search;
import freshet.trainer.tuning.Trial;
import freshet.trainer.tuning.TrialTask;
import freshet.trainer.tuning.TrialTaskLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;

/**
 * Runs trials on a Flink cluster, a job each. A job's id is made of the search and the trial: a
 * client that was killed and is started again finds the jobs that go on without it, and the results
 * of those that are over, which Flink keeps for an hour. A job that failed or was cancelled gets
 * another one, under another id. For one thread.
 */
public final class TrialCluster implements ParallelTuning.Runners, AutoCloseable {
    private static final int MOST_ATTEMPTS = 100;
    private static final long POLL_MILLIS = 200;

    private final TrialClient client;
    private final String search;
    private final int slots;
    private final Interruption interruption;
    private final Path folder; // of what is shipped
    private final Map<JobID, Running> running = new LinkedHashMap<>();

    private record Running(TrialTask task, CompletableFuture<JobResult> result) {}

    /**
     * @param address of the cluster's REST interface, HOST:PORT
     * @param slots most trials at a time; empty for as many as the cluster has free slots now
     * @throws CommandException if no cluster answers there, or it has no slot
     * @throws IOException if a file for the cluster cannot be written
     */
    public TrialCluster(String address, OptionalInt slots, Search search, TrainingPlan plan, Interruption interruption)
            throws IOException {
        this.interruption = interruption;
        this.folder = Files.createTempDirectory("freshet-tune-");
        Path file = folder.resolve("plan");
        PlanFile.write(file, plan);
        List<Path> jars = ShippedJars.of(ShippedJars.TRAINING, folder);
        this.search = ShippedJars.name(jars) + "\n" + TrialTaskLines.search(search);
        this.client = new TrialClient(address, file, jars);
        this.slots = slots.isPresent() ? slots.getAsInt() : client.slots();
    }

    @Override
    public int most() {
        return slots;
    }

    @Override
    public void start(TrialTask task) {
        String line = TrialTaskLines.task(task);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            JobID id = id(task.number(), attempt);
            JobStatus status = client.status(id).orElse(null);
            if (status == null && !client.submit(id, line, "freshet tune, trial " + task.number())) {
                continue; // Flink knows the id, and has forgotten the result
            }
            if (status == null || !status.isGloballyTerminalState() || status == JobStatus.FINISHED) {
                running.put(id, new Running(task, client.result(id)));
                return;
            }
        }
        throw new CommandException("trial " + task.number() + " has failed or was cancelled " + MOST_ATTEMPTS
                + " times on the cluster; look at its jobs in Flink's web UI, and restart the cluster to try again");
    }

    @Override
    public Trial next() {
        while (true) {
            for (Iterator<Map.Entry<JobID, Running>> each = running.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<JobID, Running> job = each.next();
                if (job.getValue().result().isDone()) {
                    each.remove();
                    return trial(job.getValue());
                }
            }
            waitAWhile();
        }
    }

    private Trial trial(Running over) {
        try {
            JobResult result = over.result().get();
            return TrialTaskLines.trial(TrialClient.end(result));
        } catch (ExecutionException e) {
            throw new CommandException(
                    "trial " + over.task().number() + " has no result on the cluster: "
                            + FlinkClient.reason(e.getCause())
                            + "; put that right and give the same command again to go on",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void waitAWhile() {
        try {
            if (interruption.await(POLL_MILLIS)) {
                running.keySet().forEach(client::cancel);
                throw new CancellationException("the user asked for the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private JobID id(int number, int attempt) {
        byte[] digest =
                Sha256.digest().digest((search + "\n" + number + "\n" + attempt).getBytes(StandardCharsets.UTF_8));
        return JobID.fromByteArray(Arrays.copyOf(digest, JobID.SIZE));
    }

    @Override
    public void close() {
        client.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
