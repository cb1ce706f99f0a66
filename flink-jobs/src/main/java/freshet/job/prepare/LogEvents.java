package freshet.job.prepare;

import freshet.model.data.LogException;
import freshet.model.data.LogSummary;
import freshet.model.data.run.EventGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.Collector;

/**
 * Reads a file of a log, and leaves behind what it held. Events that are close in the file travel
 * together if they are of one session.
 */
final class LogEvents implements FlatMapFunction<Tuple2<Integer, String>, Tuple2<Long, byte[]>> {
    /** Hash of a session's key, and a group of its events. */
    static final TypeInformation<Tuple2<Long, byte[]>> GROUP =
            Types.TUPLE(Types.LONG, Types.PRIMITIVE_ARRAY(Types.BYTE));

    private static final long serialVersionUID = 1L;

    private final String[] words;
    private final String output;

    LogEvents(String[] words, String output) {
        this.words = words;
        this.output = output;
    }

    @Override
    public void flatMap(Tuple2<Integer, String> file, Collector<Tuple2<Long, byte[]>> out) throws IOException {
        EventGroups groups = new EventGroups(file.f0, (hash, group) -> out.collect(Tuple2.of(hash, group)));
        try {
            LogSummary summary = LogReaders.find()
                    .of(List.of(words))
                    .read(Path.of(file.f1), logged -> groups.add(logged.sessionId(), logged.event()));
            groups.flush();
            ReadFiles.write(Path.of(output), file.f0, summary);
        } catch (LogException e) {
            throw new SuppressRestartsException(e); // the file is the same the next time
        }
    }
}
