package freshet.cli.prepare;

import freshet.cli.ReadingOptions;
import freshet.cli.log.EventTypes;
import freshet.job.prepare.LogReader;
import freshet.job.prepare.LogReaders;
import freshet.model.data.EventLog;
import freshet.model.data.LogFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Reads logs inside of the job as the options of the command line say, which travel as they were
 * typed.
 */
public final class WordReaders implements LogReaders {

    /** The options that say how a log is read. */
    @Command
    private static final class Reading {
        @Mixin
        private ReadingOptions reading;
    }

    @Override
    public LogReader of(List<String> words) {
        Reading options = new Reading();
        new CommandLine(options).parseArgs(words.toArray(String[]::new));
        LogFormat format = options.reading.format();
        EventTypes types = options.reading.types();
        return (file, taken) -> EventLog.read(file, format, logged -> {
            if (types.take(logged)) {
                taken.accept(logged);
            }
        });
    }

    /** Those options of a command that has them, with their values, as they were typed. */
    public static List<String> words(CommandSpec command) {
        return typed(command).flatMap(WordReaders::words).toList();
    }

    /** The longest names of those options, where they were typed. */
    static Stream<String> options(CommandSpec command) {
        return typed(command).map(OptionSpec::longestName);
    }

    private static Stream<OptionSpec> typed(CommandSpec command) {
        Set<String> names = new TreeSet<>(
                new CommandLine(new Reading()).getCommandSpec().optionsMap().keySet());
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> names.contains(option.longestName()));
    }

    private static Stream<String> words(OptionSpec option) {
        return option.originalStringValues().stream().flatMap(value -> Stream.of(option.longestName(), value));
    }
}
