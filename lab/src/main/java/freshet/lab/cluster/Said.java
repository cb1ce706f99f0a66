package freshet.lab.cluster;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** What a command tells its user, line by line, each at once. */
record Said(CommandSpec spec) implements Consumer<String> {
    @Override
    public void accept(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
