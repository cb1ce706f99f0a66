package freshet.job.prepare;

import freshet.model.data.EventLog;
import freshet.model.data.format.LogFormats;
import java.util.List;

/** The format jsonl alone, without the command line. */
public final class JsonLinesReaders implements LogReaders {

    @Override
    public LogReader of(List<String> words) {
        return (file, taken) -> EventLog.read(file, LogFormats.named("jsonl"), taken);
    }
}
