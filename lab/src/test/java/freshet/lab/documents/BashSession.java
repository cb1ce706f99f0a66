package freshet.lab.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal: one bash that is given one command after the other, and all that it and its
 * background jobs print. For one thread.
 */
final class BashSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path transcript;
    private final Process bash;
    private final Writer keyboard;
    private int typed;

    /**
     * @param folder to start in
     * @param transcript file for all that is printed
     */
    BashSession(Path folder, Path transcript, Map<String, String> environment) throws IOException {
        this.transcript = Files.createFile(transcript);
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(transcript.toFile()));
        builder.environment().putAll(environment);
        bash = builder.start();
        keyboard = bash.outputWriter();
    }

    /**
     * Types a command, waits for its end and requires that it ends well.
     *
     * @return what was printed meanwhile, also by background jobs
     */
    String type(String command) throws IOException {
        int from = printed().length();
        String mark = "-- end of command " + ++typed + ", status ";
        keyboard.write(command.stripTrailing() + "\necho \"" + mark + "$?\"\n");
        keyboard.flush();
        Pattern end = Pattern.compile(Pattern.quote(mark) + "(\\d+)\n");
        await().atMost(PATIENCE).until(() -> end.matcher(printed()).find() || !bash.isAlive());
        String said = printed().substring(from);
        Matcher status = end.matcher(said);
        assertThat(status.find()).as("bash is alive:%n%s", printed()).isTrue();
        assertThat(status.group(1)).as("status of %s%n%s", command, said).isEqualTo("0");
        return said.replaceAll(end.pattern(), "");
    }

    /** All that was printed so far. */
    String printed() {
        try {
            return Files.readString(transcript);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends bash and what it runs in the background. */
    @Override
    public void close() throws IOException {
        // First what it runs: the children of a bash that has ended are nobody's.
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
        keyboard.close();
        try {
            bash.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
