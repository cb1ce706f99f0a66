package freshet.job.prepare;

import freshet.model.data.LogException;
import freshet.model.data.LogSummary;
import freshet.model.session.ItemEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple8;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.Collector;

/** Reads a file of a log, and leaves behind what it held. */
final class LogEvents
        implements FlatMapFunction<
                Tuple2<Integer, String>, Tuple8<String, Integer, Long, String, Long, Long, String, Long>> {
    /**
     * Session, number of the file, number of the event in it, item, time, how far its clock was
     * ahead, type, key of its id.
     */
    static final TypeInformation<Tuple8<String, Integer, Long, String, Long, Long, String, Long>> EVENT = Types.TUPLE(
            Types.STRING, Types.INT, Types.LONG, Types.STRING, Types.LONG, Types.LONG, Types.STRING, Types.LONG);

    private static final long serialVersionUID = 1L;

    private final String[] words;
    private final String output;

    LogEvents(String[] words, String output) {
        this.words = words;
        this.output = output;
    }

    @Override
    public void flatMap(
            Tuple2<Integer, String> file,
            Collector<Tuple8<String, Integer, Long, String, Long, Long, String, Long>> events)
            throws IOException {
        long[] number = new long[1];
        try {
            LogSummary summary = LogReaders.find().of(List.of(words)).read(Path.of(file.f1), logged -> {
                ItemEvent event = logged.event();
                events.collect(Tuple8.of(
                        logged.sessionId(),
                        file.f0,
                        number[0]++,
                        event.itemId(),
                        event.timeMillis(),
                        event.aheadMillis(),
                        event.type(),
                        event.eventKey()));
            });
            ReadFiles.write(Path.of(output), file.f0, summary);
        } catch (LogException e) {
            throw new SuppressRestartsException(e); // the file is the same the next time
        }
    }
}
