package freshet.cli.gateway;

import freshet.gateway.Gateway;
import freshet.gateway.item.TitlesFile;
import freshet.job.store.FlinkFileSystems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options of a command that runs a job and may answer over HTTP beside it: a picocli mixin. */
public final class PageOptions {
    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Also answer over HTTP at this port of 127.0.0.1, 0 for any free one, as gateway does: a "
                    + "browser sees the job live there.")
    private Optional<Integer> port;

    @Option(
            names = "--item-titles",
            paramLabel = "FILE",
            description = "With --http-port: what people call the items, a CSV file with the columns itemId,title and "
                    + "perhaps category.")
    private Optional<Path> titles;

    /**
     * Answers over HTTP from now on, if that was asked for.
     *
     * @param job the job's settings by key
     * @param say takes a line that names the address
     * @return to be closed before the job stops
     * @throws freshet.gateway.settings.SettingException if a setting cannot be used, or the port is
     *     taken
     */
    public Page start(Map<String, String> job, Consumer<String> say) {
        Map<String, String> own = new LinkedHashMap<>();
        titles.ifPresent(file -> own.put(TitlesFile.SETTING, file.toString()));
        Optional<Gateway> gateway = port.map(number -> {
            own.put("http.port", number.toString());
            return new Gateway(JobGateway.settings(job, own), new FlinkFileSystems());
        });
        gateway.ifPresent(running -> say.accept("see it live: " + running.address()));
        return () -> gateway.ifPresent(Gateway::close);
    }

    /** What answers beside the job. */
    @FunctionalInterface
    public interface Page extends AutoCloseable {
        @Override
        void close();
    }
}
