package freshet.lab.demo;

import freshet.cli.CommandException;
import freshet.cli.log.LogInput;
import freshet.cli.replay.ReplayLog;
import freshet.gateway.item.ItemTitles;
import freshet.model.data.LogFormat;
import freshet.model.data.LoggedEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Makes traffic of a recorded log: what came first trains, the rest is replayed in event-time
 * order.
 */
final class LogTraffic {
    private LogTraffic() {}

    /**
     * @param events the log to replay
     * @param train a log of its own to train on; without it the first part of {@code events} is
     *     taken
     * @param trainShare share of {@code events}, by number, that trains if there is no log for
     *     that; in (0, 1)
     * @param rate events per second, if no speed is given
     * @param speed how many times faster than the clock event time runs
     * @param out takes a line for all that is guessed of a log
     */
    static Traffic of(
            Path events,
            LogFormat format,
            Optional<Path> train,
            double trainShare,
            double rate,
            OptionalDouble speed,
            PrintWriter out) {
        List<LoggedEvent> log = sorted(events, format, out);
        int cut = train.isPresent() ? 0 : (int) (log.size() * trainShare);
        if (cut == log.size() || cut == 0 && train.isEmpty()) {
            throw new CommandException("log " + events + " with " + log.size() + " events leaves nothing to "
                    + (cut == 0 ? "train on" : "replay") + " at --train-share " + trainShare
                    + "; give another share or --train");
        }
        List<LoggedEvent> past = train.isPresent() ? sorted(train.get(), format, out) : log.subList(0, cut);
        List<LoggedEvent> live = log.subList(cut, log.size());
        long start = live.get(0).event().timeMillis();
        return new Traffic(
                past,
                live.iterator(),
                Instant.ofEpochMilli(start),
                speed.isPresent() ? TrafficPace.ofSpeed(start, speed.getAsDouble()) : TrafficPace.ofRate(rate),
                OptionalLong.of(live.size()),
                ItemTitles.NONE,
                String.format(
                        Locale.ROOT,
                        "%,d events of %s, trained on %s",
                        live.size(),
                        events,
                        train.isPresent()
                                ? train.get().toString()
                                : String.format(Locale.ROOT, "the %,d before them", cut)));
    }

    private static List<LoggedEvent> sorted(Path file, LogFormat format, PrintWriter out) {
        List<LoggedEvent> log = new ArrayList<>();
        LogInput.read(file, format, log::add, out);
        return ReplayLog.ordered(log, Long.MAX_VALUE);
    }
}
