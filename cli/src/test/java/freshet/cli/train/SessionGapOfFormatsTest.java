package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.SessionEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * The default gap is the same for all formats, also where the log names sessions: three events
 * of one id, with pauses of 30 and 31 minutes.
 */
class SessionGapOfFormatsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # format | header | an event, # its time | three times
            csv | session_id,item_id,time | 1,a,140000# | 0000 | 1800 | 3660
            tsv | session_id,item_id,time | 1,a,140000# | 0000 | 1800 | 3660
            rsc15 | SessionId,ItemId,Time | 1,a,140000# | 0000 | 1800 | 3660
            yoochoose | `` | 1,2014-04-07T1#,7,0 | 0:00:00.000Z | 0:30:00.000Z | 1:01:00.000Z
            diginetica | sessionId;userId;itemId;timeframe;eventdate | 1;NA;7;#;2016-05-09 | 0 | 1800000 | 3660000
            retailrocket | timestamp,visitorid,event,itemid,transactionid |140000#,1,view,7,|0000000|1800000|3660000
            jsonl | `` | {"sessionId":"1","itemId":"a","eventTime":140000#} | 0000000 | 1800000 | 3660000
            """)
    void aPauseOfMoreThanHalfAnHourParts(
            String format, String header, String event, String first, String second, String third) throws IOException {
        String separator = format.equals("rsc15") || format.equals("tsv") ? "\t" : ",";
        Path log = Files.write(
                folder.resolve("log"),
                Stream.of(header, event.replace("#", first), event.replace("#", second), event.replace("#", third))
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.replace(",", separator))
                        .toList());

        assertParts(log, format);
    }

    @Test
    void avroIsNoException() throws IOException {
        Path log = folder.resolve("log");
        try (DataFileWriter<SessionEvent> writer = new DataFileWriter<SessionEvent>(
                        new SpecificDatumWriter<>(SessionEvent.class))
                .create(SessionEvent.getClassSchema(), log.toFile())) {
            for (long second : new long[] {0, 1800, 3660}) {
                writer.append(SessionEvent.newBuilder()
                        .setSessionId("1")
                        .setItemId("item" + second)
                        .setEventTime(Instant.ofEpochSecond(1_400_000_000 + second))
                        .build());
            }
        }

        assertParts(log, "avro");
    }

    private static void assertParts(Path log, String format) {
        assertThat(options(log, format)
                        .read(log, new PrintWriter(Writer.nullWriter()))
                        .sessions())
                .extracting(session -> session.events().size())
                .containsExactly(2, 1);
        assertThat(options(log, format, "--session-gap", "none")
                        .read(log, new PrintWriter(Writer.nullWriter()))
                        .sessions())
                .extracting(session -> session.events().size())
                .containsExactly(3);
    }

    private static LogOptions options(Path log, String format, String... more) {
        LogOptions options = new LogOptions();
        CommandLine line = new CommandLine(options);
        line.parseArgs(Stream.concat(Stream.of("--train", log.toString(), "--format", format), Stream.of(more))
                .toArray(String[]::new));
        return options;
    }
}
