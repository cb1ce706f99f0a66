package freshet.cli.gateway;

import freshet.cli.Interruption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.publish.StoreFileSystems;
import freshet.gateway.Gateway;
import freshet.gateway.GatewaySettings;
import freshet.job.store.FlinkFileSystems;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Answers over HTTP until it is interrupted. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Answers over HTTP, until Ctrl-C: what there is to call is at /openapi.json. It listens on "
                + "127.0.0.1:8080 unless --set http.host= and http.port= say otherwise.")
public final class GatewayCommand implements Callable<Integer> {
    private final Supplier<Interruption> interruptions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private GatewayOptions options;

    /** Hears Ctrl-C. */
    public GatewayCommand() {
        this.interruptions = Interruption::ofSignals;
    }

    /** Ends when this one is asked. */
    public GatewayCommand(Interruption interruption) {
        this.interruptions = () -> interruption;
    }

    @Override
    public Integer call() throws InterruptedException {
        KafkaConnection connection = kafka.connection();
        GatewaySettings settings = options.settings(connection);
        connection.requireReachable();
        Interruption interruption = interruptions.get();
        PrintWriter out = spec.commandLine().getOut();
        StoreFileSystems.initialize();
        try (Gateway gateway = new Gateway(settings, new FlinkFileSystems())) {
            out.println("answering at " + gateway.address() + " from Kafka at " + connection.bootstrapServers()
                    + "; Ctrl-C stops");
            out.flush();
            interruption.await();
        }
        out.println("stopped");
        return ExitCode.OK;
    }
}
