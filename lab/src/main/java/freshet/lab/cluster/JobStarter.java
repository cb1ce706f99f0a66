package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.Topics;
import freshet.cli.serve.JobStart;
import freshet.cli.serve.JobTopics;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import freshet.lab.cluster.SubmittedJob.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs the job on a cluster of this machine: with all slots that are left and with the topic of
 * items, unless the user says otherwise; once for each place; going on from where the last one
 * stopped. For one thread.
 */
final class JobStarter {
    private static final long LOOK_MILLIS = 100;
    private static final String ITEMS = "items";

    private record Submitted(FlinkJob job, StartPoint from) {}

    private final ClusterState cluster;
    private final ClusterFolder folder;
    private final SubmittedJobs jobs;
    private final Consumer<String> say;

    /** @param say is given a line when there is something to tell */
    JobStarter(ClusterState cluster, ClusterFolder folder, Consumer<String> say) {
        this.cluster = cluster;
        this.folder = folder;
        this.jobs = new SubmittedJobs(folder);
        this.say = say;
    }

    /**
     * Submits the job and waits until all of it runs, or a minute is over.
     *
     * @param begin where it begins
     * @param partitions of the topics that are missing; without, they have to be there
     * @return the job
     * @throws CommandException if it cannot run, or fails at each start; none is left then
     */
    FlinkJob start(JobRequest request, StartPointOptions begin, Optional<Integer> partitions)
            throws InterruptedException {
        FlinkRest flink = cluster.flink(folder.root());
        Submitted submitted;
        try (Submission submission = new Submission(flink, folder)) { // what is looked at stays so until the job runs
            submitted = submit(submission, flink, request, begin, partitions);
        }
        FlinkJob job = submitted.job();
        say.accept("job " + job.id() + " is submitted, " + submitted.from().said());
        awaitRunning(job, submitted.from(), flink);
        return job;
    }

    private Submitted submit(
            Submission submission,
            FlinkRest flink,
            JobRequest request,
            StartPointOptions begin,
            Optional<Integer> partitions)
            throws InterruptedException {
        Place place = Place.of(request.settings());
        requireNoneAt(place, flink);
        Slots slots = new Slots(flink, folder.argument());
        JobRequest full = request.withDefaults(defaults(request.settings(), slots, partitions));
        JobSettings settings = full.settings();
        slots.require(settings.parallelism());
        JobTopics.require(KafkaConnection.plain(cluster.bootstrapServers()), settings, partitions);
        StartPoint start = begin.in(new JobFolders(folder).of(settings, begin.named()), jobs.snapshotsFor(place));
        Path jar = request.jar().orElseGet(() -> Installation.ofThisProcess().jobJar());
        String id;
        try {
            id = submission.run(jar, full.arguments(), start);
        } catch (CommandException e) {
            throw new CommandException(withRemedy(e.getMessage(), start), e);
        }
        JobRequest again = request.withParallelism(settings.parallelism());
        jobs.write(new SubmittedJob(id, again, place, System.currentTimeMillis(), true));
        return new Submitted(flink.job(id), start);
    }

    private void requireNoneAt(Place place, FlinkRest flink) {
        for (String id : flink.liveJobs()) {
            if (jobs.job(id).map(SubmittedJob::place).filter(place::equals).isPresent()) {
                throw new CommandException("job " + id + " answers " + place
                        + " already, and a second one would answer each event twice; end it: "
                        + CommandName.of("cluster cancel " + id) + folder.argument()
                        + ", or give the new one topics of its own: recommendations.topic, rejected.topic");
            }
        }
    }

    /** Settings that the user may leave out here. */
    private List<String> defaults(JobSettings asked, Slots slots, Optional<Integer> partitions) {
        List<String> defaults = new ArrayList<>();
        defaults.add(FreshetOptions.KAFKA_BOOTSTRAP_SERVERS.key() + "=" + cluster.bootstrapServers());
        if (asked.parallelism() == 0) {
            defaults.add(FreshetOptions.PARALLELISM.key() + "=" + Math.max(1, slots.left()));
        }
        if (asked.given(FreshetOptions.ITEMS_TOPIC).isEmpty() && (partitions.isPresent() || itemsThere())) {
            defaults.add(FreshetOptions.ITEMS_TOPIC.key() + "=" + ITEMS);
        }
        return defaults;
    }

    private boolean itemsThere() {
        try (Admin admin = KafkaConnection.plain(cluster.bootstrapServers()).admin()) {
            return Topics.there(admin).contains(ITEMS);
        }
    }

    private void awaitRunning(FlinkJob job, StartPoint from, FlinkRest flink) throws InterruptedException {
        JobStart start = new JobStart(flink.address(), job.id(), say);
        while (!start.complete()) {
            if (job.ended()) {
                jobs.remove(job.id());
                throw new CommandException("the job has " + (job.status().equals("FAILED") ? "failed" : "ended")
                        + " at its start: "
                        + job.failure().map(cause -> withRemedy(cause, from)).orElse("Flink gives no reason"));
            }
            if (start.late() && start.failed()) {
                jobs.remove(job.id());
                job.cancel();
                throw new CommandException(start.why() + "; it is cancelled");
            }
            if (start.late()) {
                say.accept(start.why() + "; see " + CommandName.of("cluster status") + folder.argument());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        say.accept("the job runs");
    }

    private static String withRemedy(String cause, StartPoint start) {
        return cause.contains("--allowNonRestoredState")
                ? "the job lacks an operator that has state in "
                        + start.snapshot().map(ClusterFolder::local).orElse("")
                        + ", as that of a topic of items; leave that state out by --allow-non-restored-state,"
                        + " or all by --fresh"
                : cause;
    }
}
