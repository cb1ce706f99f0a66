package freshet.job.prepare;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;

/** Writes the sessions of each task into a run of its own. */
final class RunSink implements Sink<Tuple2<Long, byte[]>> {
    /** How the names of runs begin. */
    static final String NAME = "run-";

    private static final long serialVersionUID = 1L;

    private final String output;

    RunSink(String output) {
        this.output = output;
    }

    @Override
    public SinkWriter<Tuple2<Long, byte[]>> createWriter(WriterInitContext context) throws IOException {
        TaskInfo task = context.getTaskInfo();
        return new RunSinkWriter(
                Path.of(output), NAME + task.getIndexOfThisSubtask(), "part-" + task.getAttemptNumber());
    }
}
