package freshet.cli.prepare;

import freshet.job.prepare.PrepareSettings;

/** Where the job runs. */
public interface PrepareRunner {

    /**
     * Runs the job to its end.
     *
     * @throws freshet.model.data.LogException if a log cannot be used
     * @throws freshet.cli.CommandException if it fails otherwise
     */
    void run(PrepareSettings settings);
}
