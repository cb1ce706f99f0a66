package freshet.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat.LineParser;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatsTest {
    private static final String RSC15_HEADER = "SessionId\tItemId\tCatId\tTime";

    @Test
    void rsc15FindsItsColumnsByName() throws MalformedLineException {
        LoggedEvent expected = new LoggedEvent("11272202", ItemEvent.view("214568124", 1411462780513L));

        assertThat(parse("rsc15", RSC15_HEADER, "11272202\t214568124\t7\t1411462780.513"))
                .containsExactly(expected);
        assertThat(parse("rsc15", "SessionId\tItemId\tTime", "11272202\t214568124\t1411462780.513"))
                .containsExactly(expected);
        assertThat(parse("rsc15", "Time\tSessionId\tItemId", "1411462780.513\t11272202\t214568124"))
                .containsExactly(expected);
    }

    @Test
    void sequencesGiveEachLineItsHourAndEachEventItsSecond() throws MalformedLineException {
        long start = Instant.parse("2010-01-01T00:03:00Z").toEpochMilli();
        List<LoggedEvent> events = new ArrayList<>();
        LogFormats.named("sequences").parser("").parse(3, " 12 5  12 ", events::add);

        assertThat(events)
                .containsExactly(
                        new LoggedEvent("3", ItemEvent.view("12", start)),
                        new LoggedEvent("3", ItemEvent.view("5", start + 1000)),
                        new LoggedEvent("3", ItemEvent.view("12", start + 2000)));
    }

    @Test
    void jsonLinesHaveTheFieldsOfTheSessionEvent() throws MalformedLineException {
        String full = "{\"sessionId\":\"s\",\"itemId\":\"ü\",\"eventTime\":1411462780513,\"eventType\":\"cart\","
                + "\"eventId\":\"e1\",\"userId\":\"u\",\"context\":{\"page\":\"home\"}}";

        assertThat(parse("jsonl", "", full))
                .containsExactly(new LoggedEvent(
                        "s", new ItemEvent("ü", 1411462780513L, "cart", new EventKeys().key("e1")), "e1"));
        assertThat(parse(
                        "jsonl",
                        "",
                        "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":\"2014-09-23T08:59:40.513Z\"}"))
                .containsExactly(new LoggedEvent("s", ItemEvent.view("i", 1411462780513L)));
        assertThat(parse(
                        "jsonl",
                        "",
                        "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1411462780513,\"eventId\":null}"))
                .containsExactly(new LoggedEvent("s", ItemEvent.view("i", 1411462780513L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1411462780000", "1411462780000.0", "1.41146278e12", "141146278E+4", "14114627800000e-1"})
    void aWholeNumberOfJsonIsAWholeNumberHoweverItIsWritten(String number) throws MalformedLineException {
        assertThat(parse("jsonl", "", "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":" + number + "}"))
                .containsExactly(new LoggedEvent("s", ItemEvent.view("i", 1411462780000L)));
    }

    @Test
    void yoochooseIsTheChallengesOwnFile() throws MalformedLineException {
        assertThat(parse("yoochoose", "", "1,2014-04-07T10:51:09.277Z,214536502,0"))
                .containsExactly(new LoggedEvent("1", ItemEvent.view("214536502", 1396867869277L)));
    }

    @Test
    void digineticaAddsTheTimeframeToTheDay() throws MalformedLineException {
        // 2016-05-09 is day 16930 since 1970
        assertThat(parse("diginetica", "sessionId;userId;itemId;timeframe;eventdate", "1;NA;81766;526309;2016-05-09"))
                .containsExactly(new LoggedEvent("1", ItemEvent.view("81766", 16930L * 86_400_000 + 526_309)));
    }

    @Test
    void retailrocketNamesItsEventsInTheWordsOfTheSchema() throws MalformedLineException {
        String header = "timestamp,visitorid,event,itemid,transactionid";

        assertThat(parse("retailrocket", header, "1433221332117,257597,view,355908,"))
                .containsExactly(new LoggedEvent("257597", ItemEvent.view("355908", 1433221332117L)));
        assertThat(parse("retailrocket", header, "1433221332117,257597,addtocart,355908,"))
                .extracting(logged -> logged.event().type())
                .containsExactly("cart");
        assertThat(parse("retailrocket", header, "1433221332117,257597,transaction,355908,4000"))
                .extracting(logged -> logged.event().type())
                .containsExactly("purchase");
    }

    /** What R, Excel and pandas write where values are quoted, and the same without. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            rsc15 | `"SessionId"\t"ItemId"\t"Time"` | `"s"\t"i"\t"1411462780.513"` | s | i
            rsc15 | `SessionId\tItemId\tTime` | `s\t"a\tb"\t1411462780.513` | s | `a\tb`
            rsc15 | `SessionId\tItemId\tTime` | `s\t5" disk\t1411462780.513` | s | 5" disk
            yoochoose | `` | "s","2014-09-23T08:59:40.513Z","a,b","0" | s | a,b
            diginetica | "sessionId";"itemId";"timeframe";"eventdate" | "s";"i ""x"" y";"32380513";"2014-09-23" | \
            s | i "x" y
            retailrocket | "timestamp","visitorid","event","itemid" | "1411462780513","s","view","i" | s | i
            """)
    void quotesAreTakenOffByTheRuleOfCsv(String format, String header, String line, String session, String item)
            throws MalformedLineException {
        assertThat(parse(format, header, line))
                .containsExactly(new LoggedEvent(session, ItemEvent.view(item, 1411462780513L)));
    }

    @ParameterizedTest
    @CsvSource({
        "2014-09-23T10:59:40.513+02:00",
        "2014-09-23T10:59:40.513+0200",
        "2014-09-23T10:59:40.513+02",
        "2014-09-23T05:29:40.5139999-0330",
        "2014-09-23T08:59:40.513Z"
    })
    void offsetsAreReadWithAColonAndWithout(String time) throws MalformedLineException {
        assertThat(parse("yoochoose", "", "s," + time + ",i,0"))
                .containsExactly(new LoggedEvent("s", ItemEvent.view("i", 1411462780513L)));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThat(LogFormats.all())
                .extracting(LogFormat::name)
                .containsExactly("rsc15", "yoochoose", "diginetica", "retailrocket", "sequences", "jsonl")
                .allMatch(name -> LogFormats.named(name).name().equals(name));
        assertThatThrownBy(() -> LogFormats.named("xml"))
                .isInstanceOf(LogException.class)
                .hasMessage("log format \"xml\" is unknown; known are rsc15, yoochoose, diginetica, retailrocket,"
                        + " sequences, jsonl");
    }

    @Property
    void fractionalSecondsAreExactToTheMillisecond(
            @ForAll @LongRange(min = 946_684_800_000L, max = 4_102_444_799_999L) long millis)
            throws MalformedLineException {
        String seconds = millis / 1000 + "." + String.format("%03d", millis % 1000);

        assertThat(parse("rsc15", RSC15_HEADER, "s\ti\t0\t" + seconds)
                        .get(0)
                        .event()
                        .timeMillis())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "1411462780, 1411462780000",
        "1411462780.5, 1411462780500",
        "1411462780.0005, 1411462780001",
        "1411462780.00049999999999999, 1411462780000",
        "1411462780.5129999, 1411462780513"
    })
    void moreDigitsThanMillisecondsGoToTheNearest(String seconds, long millis) throws MalformedLineException {
        assertThat(parse("rsc15", RSC15_HEADER, "s\ti\t0\t" + seconds)
                        .get(0)
                        .event()
                        .timeMillis())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # format | line | what the message names
            rsc15 | `s\ti\t0` | has 3 columns; it must have 4
            rsc15 | `\ti\t0\t1411462780` | SessionId is empty
            rsc15 | `s\t\t0\t1411462780` | ItemId is empty
            rsc15 | `s\ti\t0\tnow` | Time is "now"; it must be seconds since 1970
            rsc15 | `s\ti\t0\t.` | Time is "."
            rsc15 | `s\ti\t0\t1.4.1` | Time is "1.4.1"
            rsc15 | `s\ti\t0\t-1` | Time is "-1"
            rsc15 | `s\ti\t0\t1e999999999` | Time is "1e999999999"
            rsc15 | `s\ti\t0\tNaN` | Time is "NaN"
            rsc15 | `s\ti\t0\t١٤١١٤٦٢٧٨٠` | it must be seconds since 1970
            rsc15 | `s\ti\t0\t1411462780513` | between the years 2000 and 2100
            rsc15 | `s\ti\t0\t900000000` | between the years 2000 and 2100
            yoochoose | 1,2014-04-07 10:51,2,0 | time is "2014-04-07 10:51"; it must be an ISO-8601 time
            yoochoose | 1,2014-04-07T12:51:09,2,0 | \
            with its offset from UTC, for example 2014-04-07T10:51:09.277Z or 2014-
            yoochoose | 1,+1000000000-12-31T23:59:59Z,2,0 | it must be an ISO-8601 time
            yoochoose | 1,2014-04-07T10:51:09.277Z,2 | has 3 columns; it must have 4
            diginetica | 1;NA;2;5;yesterday | eventdate is "yesterday"; it must be a date
            diginetica | 1;NA;2;-5;2016-05-09 | timeframe is "-5"
            diginetica | 1;NA;2;99999999999999999999;2016-05-09 | timeframe is "99999999999999999999"
            retailrocket | 1433221332.117,1,view,2, | timestamp is "1433221332.117"
            retailrocket | 1433221332117,1,,2, | event is empty
            retailrocket | 1433221332117,"1,view,2, | begins a quoted field and does not end it
            retailrocket | 1433221332117,"1"0,view,2, | has "0" behind a quoted field; write a quote within it twice
            retailrocket | 1433221332117,"",view,2, | visitorid is empty
            jsonl | {"sessionId":"s" | is no JSON
            jsonl | [1] | is JSON, but no object
            jsonl | {"sessionId":"s","itemId":"i"} | \
            eventTime is missing; it must be a number of milliseconds since 1970
            jsonl | {"sessionId":"s","itemId":"i","eventTime":1411462780513.50} | \
            eventTime is "1411462780513.50"; it must
            jsonl | {"sessionId":"s","itemId":"i","eventTime":1e999999999} | \
            eventTime is "1e999999999"; it must be a whole
            jsonl | {"sessionId":"s","itemId":"i","eventTime":-1e-999999999} | eventTime is "-1e-999999999"; it must be
            jsonl | {"sessionId":"s","itemId":"i","eventTime":1e99999999999} | eventTime is "1e99999999999"; it must be
            jsonl | {"sessionId":"s","itemId":"i","eventTime":"1411462780513"} | without quotes
            jsonl | {"sessionId":"s","itemId":"i","eventTime":true} | eventTime is the boolean true; it must be a number
            jsonl | {"sessionId":"s","itemId":["i"],"eventTime":1411462780513} | itemId is an array; it must be a string
            jsonl | {"sessionId":null,"itemId":"i","eventTime":1411462780513} | sessionId is null; it must be a string
            jsonl | {"sessionId":"s","itemId":"i","eventTime":99999999999999999999} | between the years
            jsonl | {"sessionId":"s","itemId":"i","eventTime":"soon"} | eventTime is "soon"
            jsonl | {"sessionId":"s","itemId":7,"eventTime":1411462780513} | \
            itemId is the number 7; it must be a string: write it in quotes, "7"
            jsonl | {"itemId":"i","eventTime":1411462780513} | sessionId is missing
            jsonl | {"sessionId":"s","itemId":"","eventTime":1411462780513} | itemId is empty
            jsonl | {"sessionId":"s","itemId":"i","itemId":"j","eventTime":1411462780513} | Duplicate field 'itemId'
            jsonl | {"sessionId":"s","itemId":"i","eventTime":1411462780513}{} | is no JSON
            """)
    void aMalformedLineIsNamed(String format, String line, String named) {
        String header =
                switch (format) {
                    case "rsc15" -> RSC15_HEADER;
                    case "diginetica" -> "sessionId;userId;itemId;timeframe;eventdate";
                    case "retailrocket" -> "timestamp,visitorid,event,itemid,transactionid";
                    default -> "";
                };
        assertThatThrownBy(() -> parse(format, header, line))
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining(named);
    }

    @Test
    void anItemIdOver256CharactersSpoilsItsWholeLine() {
        List<LoggedEvent> events = new ArrayList<>();
        assertThatThrownBy(() -> LogFormats.named("sequences").parser("").parse(1, "a " + "x".repeat(257), events::add))
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContainingAll("item 2", "257 characters; it must have 1 to 256");
        assertThat(events).isEmpty();
    }

    private static List<LoggedEvent> parse(String format, String header, String line) throws MalformedLineException {
        List<LoggedEvent> events = new ArrayList<>();
        LineParser parser = LogFormats.named(format).parser(header);
        parser.parse(1, line, events::add);
        return events;
    }
}
