package freshet.cli.trial;

import freshet.cli.AtLeastOne;
import freshet.cli.Interruption;
import freshet.trainer.TrainingPlan;
import freshet.trainer.tuning.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a search runs its trials on a Flink cluster: a picocli mixin. */
public final class ClusterOptions {
    @Option(
            names = "--flink",
            paramLabel = "HOST:PORT",
            description = "Run the trials on a Flink cluster, several at a time, each in a slot of its own: where its"
                    + " REST interface is. Data and classes go there with each trial.")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--slots",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "With --flink: most trials at a time. Default: as many as the cluster has free slots at the"
                    + " start.")
    private Optional<Integer> slots = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Whether the trials run on a cluster.
     *
     * @throws ParameterException if they do not, and there is an option for it
     */
    public boolean isGiven() {
        if (address.isEmpty() && slots.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--slots goes with --flink; give it, or leave --slots out");
        }
        return address.isPresent();
    }

    /**
     * The cluster, to be closed by the caller.
     *
     * @throws freshet.cli.CommandException if no cluster answers
     */
    public TrialCluster cluster(Search search, TrainingPlan plan, Interruption interruption) {
        OptionalInt most = slots.map(OptionalInt::of).orElse(OptionalInt.empty());
        try {
            return new TrialCluster(address.orElseThrow(), most, search, plan, interruption);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
