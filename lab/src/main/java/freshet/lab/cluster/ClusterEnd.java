package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Stops a cluster: its jobs with savepoints, then its servers. For one thread. */
final class ClusterEnd {
    private final ClusterFolder folder;
    private final Consumer<String> say;

    ClusterEnd(ClusterFolder folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /**
     * Stops what runs in the folder; nothing is left to do where another command has just done
     * that.
     */
    void stop() throws InterruptedException {
        try (FolderLock lock = folder.lock(say)) {
            Optional<ClusterState> running = ClusterState.read(folder.root());
            if (running.isPresent()) {
                stop(running.get());
            }
        }
    }

    private void stop(ClusterState cluster) throws InterruptedException {
        if (cluster.webUi().isPresent() && cluster.alive(FlinkServers.JOB_MANAGER_NAME)) {
            endJobs(cluster.flink(folder.root()));
        }
        cluster.stop();
        ClusterState.remove(folder.root());
    }

    /** Servers end all the same where Flink does not answer: checkpoints have what jobs need. */
    private void endJobs(FlinkRest flink) throws InterruptedException {
        try {
            dismissEnded(flink);
            new JobEnd(say).beforeServersEnd(flink);
        } catch (CommandException e) {
            say.accept(e.getMessage() + "; its jobs will go on from their newest checkpoints");
        }
    }

    /** What was cancelled by other ways, as in the web UI, is not to run again either. */
    private void dismissEnded(FlinkRest flink) {
        SubmittedJobs jobs = new SubmittedJobs(folder);
        List<String> ended = flink.jobs("CANCELED|FINISHED");
        jobs.wanted().stream().map(SubmittedJob::id).filter(ended::contains).forEach(jobs::dismiss);
    }
}
