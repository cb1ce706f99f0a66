package freshet.job.prepare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.model.data.LogSummary;
import freshet.model.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the files of a log held, in a file each beside the runs. */
public final class ReadFiles {
    private static final JsonMapper JSON = new JsonMapper();

    private ReadFiles() {}

    static void write(Path output, int number, LogSummary summary) throws IOException {
        byte[] json = JSON.writeValueAsBytes(summary);
        WholeFile.write(file(output, number), channel -> channel.write(ByteBuffer.wrap(json)));
    }

    /**
     * What each file held, in the order of the log.
     *
     * @param count how many files the log has
     * @throws IOException if the job has not read one
     */
    public static List<LogSummary> summaries(Path output, int count) throws IOException {
        List<LogSummary> summaries = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            summaries.add(JSON.readValue(Files.readAllBytes(file(output, number)), LogSummary.class));
        }
        return summaries;
    }

    private static Path file(Path output, int number) {
        return output.resolve("read-" + number + ".json");
    }
}
