package freshet.cli.prepare;

import freshet.cli.ReadingOptions;
import freshet.cli.log.LogInput;
import freshet.cli.topic.TopicLog;
import freshet.cli.topic.TopicOptions;
import freshet.model.data.LogSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Finds the log that the user names: files as they are, or a topic, which is written into files
 * first, without what the job rejected.
 */
record PrepareSource(CommandSpec spec, Optional<Path> train, TopicOptions topic, ReadingOptions reading) {
    private static final List<String> OF_A_TOPIC = List.of("--event-types", "--session-gap");

    /**
     * Makes sure before any work that there is one log, and how it is read.
     *
     * @throws ParameterException if there is not
     */
    void requireSense() {
        boolean isTopic = topic.log().isPresent();
        if (isTopic && train.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka and --train name two logs to prepare; leave one of them out");
        }
        if (!isTopic && train.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--train=FILE', or '--kafka=HOST:PORT'");
        }
        if (!isTopic) {
            reading.format();
            return;
        }
        WordReaders.options(spec)
                .filter(option -> !OF_A_TOPIC.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(
                            spec.commandLine(), option + " goes with --train, and the log is a topic; leave it out");
                });
    }

    /**
     * The log.
     *
     * @param scratch for a topic's files
     * @param out takes a line for what was read of a topic
     * @throws freshet.model.data.LogException if there is none
     * @throws freshet.cli.CommandException if the topic cannot be read
     */
    PrepareLog log(Path scratch, PrintWriter out) throws IOException {
        List<String> words = WordReaders.words(spec);
        Optional<TopicLog> events = topic.log();
        if (events.isEmpty()) {
            Path file = train.orElseThrow();
            List<Path> files = LogInput.files(file, reading.format());
            return new PrepareLog(file, reading.format().name(), files, words, Optional.empty());
        }
        TopicFiles files = new TopicFiles(scratch);
        LogSummary summary;
        try (files) {
            summary = events.get().pass(files, out);
        } catch (UncheckedIOException e) {
            throw e.getCause(); // of the files
        }
        List<String> ofFiles = new ArrayList<>(words);
        ofFiles.addAll(List.of("--format", "avro"));
        return new PrepareLog(events.get().name(), TopicLog.FORMAT, files.files(), ofFiles, Optional.of(summary));
    }
}
