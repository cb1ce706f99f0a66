package freshet.job.prepare;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes readers of logs of what a user says of them. A task gets these words and no objects: the
 * formats live above the job, in the command line, which offers them as a service.
 */
public interface LogReaders {

    /**
     * A reader.
     *
     * @param words options of the command line and their values, for example {@code --format},
     *     {@code jsonl}
     */
    LogReader of(List<String> words);

    /**
     * The one that is on the class path.
     *
     * @throws IllegalStateException if there is none
     */
    static LogReaders find() {
        return ServiceLoader.load(LogReaders.class, LogReaders.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no reader of logs is on the class path; run the job with the library cli"));
    }
}
