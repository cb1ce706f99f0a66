package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The slots of a cluster, and the jobs that have them. For one thread. */
final class Slots {
    // Flink takes back the slots of a job that has ended a moment later.
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 100;

    private final FlinkRest flink;
    private final String folder;
    private final int total;
    private final List<FlinkJob> jobs;

    /**
     * @param folder what names the cluster's folder in a command
     * @throws CommandException if no TaskManager has registered
     */
    Slots(FlinkRest flink, String folder) {
        this.flink = flink;
        this.folder = folder;
        this.total = flink.slots();
        if (total == 0) {
            throw new CommandException("Flink at " + flink.address() + " has no TaskManager; see: "
                    + CommandName.of("cluster status") + folder + ", or start all anew: "
                    + CommandName.of("cluster restart") + folder);
        }
        this.jobs = flink.liveJobs().stream().map(flink::job).toList();
    }

    /** Slots that are left to a further job. */
    int left() {
        return Math.max(0, total - jobs.stream().mapToInt(FlinkJob::slots).sum());
    }

    /**
     * Makes sure that a job finds its slots at once.
     *
     * @throws CommandException if they are not free, with the jobs that have them
     */
    void require(int needed) throws InterruptedException {
        if (needed > total) {
            throw new CommandException("the job needs " + counted(needed) + ", and the cluster has " + total
                    + "; lower parallelism, or start the cluster with more: --taskmanagers, --slots");
        }
        if (needed > left()) {
            throw taken(needed, left());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int free = flink.freeSlots(); free < needed; free = flink.freeSlots()) {
            if (System.nanoTime() > deadline) {
                throw taken(needed, free);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private CommandException taken(int needed, int free) {
        String holders = jobs.stream()
                .map(job -> "job " + job.id() + " has " + job.slots())
                .collect(Collectors.joining(", "));
        return new CommandException("the job needs " + counted(needed) + ", and " + free + " of " + total + " are free"
                + (holders.isEmpty() ? "" : ": " + holders) + "; " + remedies(needed, free));
    }

    private String remedies(int needed, int free) {
        List<String> remedies = new ArrayList<>();
        if (free > 0) {
            remedies.add("set parallelism=" + free + " for this one");
        }
        jobs.stream().max(Comparator.comparingInt(FlinkJob::slots)).ifPresent(largest -> {
            int rest = largest.slots() - (needed - free);
            remedies.add((rest > 0 ? "lower the parallelism of the other: " : "end the other: ")
                    + CommandName.of("cluster cancel " + largest.id())
                    + folder
                    + (rest > 0 ? ", then submit it again with --set parallelism=" + rest : ""));
        });
        remedies.add("start the cluster with more --taskmanagers or --slots");
        return String.join(", or ", remedies);
    }

    private static String counted(int slots) {
        return slots + (slots == 1 ? " slot" : " slots");
    }
}
