package freshet.model.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.EventLog;
import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LogSummary.LogFault;
import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFormatTest {
    private static final String HEADER = "session_id,item_id,timestamp,event_type\n";
    private static final long NINE = Instant.parse("2026-11-01T09:00:00Z").toEpochMilli();

    @TempDir
    Path folder = Path.of("");

    private final List<String> guesses = new ArrayList<>();
    private final List<LoggedEvent> events = new ArrayList<>();

    @Test
    void anExportIsReadAndWhatIsGuessedIsSaid() throws IOException {
        LogSummary summary = read(
                TableFormat.csv(),
                HEADER + "s-1,sku-1,2026-11-01T09:00:00Z,view\ns-1,sku-2,2026-11-01T09:01:00Z,cart\n");

        assertThat(events)
                .containsExactly(
                        new LoggedEvent("s-1", ItemEvent.view("sku-1", NINE)),
                        new LoggedEvent("s-1", new ItemEvent("sku-2", NINE + 60_000, "cart", ItemEvent.NO_KEY)));
        assertThat(guesses)
                .containsExactly(
                        "columns are separated by commas: session is \"session_id\", item is \"item_id\", time is"
                                + " \"timestamp\", type is \"event_type\"",
                        "times are ISO-8601 with an offset from UTC: 2026-11-01T09:00:00Z to 2026-11-01T09:01:00Z in"
                                + " the first 2 lines");
        assertThat(summary.types()).isEqualTo(Map.of("view", 1L, "cart", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            textBlock =
                    """
            # header ! session ! item ! time ! type, for no column -
            user_id,session_id,session_start,click_article_id,click_timestamp ! session_id ! click_article_id ! \
            click_timestamp ! -
            timestamp,visitorid,event,itemid,transactionid ! visitorid ! itemid ! timestamp ! event
            event_time,event_type,product_id,category_id,brand,price,user_id,user_session ! user_session ! \
            product_id ! event_time ! event_type
            userId,movieId,rating,timestamp ! userId ! movieId ! timestamp ! -
            `SessionId\tItemId\tCatId\tTime` ! SessionId ! ItemId ! Time ! -
            Session ID;SKU;Date ! Session ID ! SKU ! Date ! -
            "date"|"sku"|"visitor-id"|"action" ! visitor-id ! sku ! date ! action
            """)
    void theColumnsOfUsualExportsAreKnown(String header, String session, String item, String time, String type)
            throws IOException {
        assertThatThrownBy(() -> read(TableFormat.csv(), header + "\n")).hasMessageContaining("holds no event");

        assertThat(guesses)
                .singleElement()
                .asString()
                .endsWith(": session is \"" + session + "\", item is \"" + item + "\", time is \"" + time + "\", "
                        + (type.equals("-") ? "every event is a view" : "type is \"" + type + "\""));
    }

    @Test
    void aColumnThatIsMissingIsNamedWithTheOption() {
        assertRefused(
                TableFormat.csv(),
                "session_id,thing,timestamp\n",
                "wrong header: no column is known as the item; the columns are \"session_id\", \"thing\","
                        + " \"timestamp\"; name one by --column-item NAME");
        assertRefused(
                TableFormat.csv().with(told(TableColumn.TIME, "when")),
                "session_id,sku,timestamp\n",
                "it has no column \"when\"; the columns are \"session_id\", \"sku\", \"timestamp\"; name one by"
                        + " --column-time NAME");
    }

    @Test
    void aColumnThatMayBeOneOfTwoIsNamedWithTheOption() {
        assertRefused(
                TableFormat.csv(),
                "session,product_id,sku,timestamp\n",
                "wrong header: the item may be \"product_id\" or \"sku\"; the columns are ",
                "; name one by --column-item NAME");
        assertRefused(
                TableFormat.csv(),
                "session,sku,when,sku,timestamp\n",
                "wrong header: columns 2 and 4 are both named \"sku\"; rename one");
        assertRefused(
                TableFormat.csv().with(told(TableColumn.EVENT_ID, "n")),
                "session,sku,n,n,timestamp\n",
                "columns 3 and 4 are both named \"n\"; rename one");
    }

    @Test
    void columnsAreTakenAsTheyAreTold() throws IOException {
        TableFormat format = TableFormat.csv()
                .with(new TableSettings(
                        Map.of(
                                TableColumn.SESSION, "who",
                                TableColumn.ITEM, "sku",
                                TableColumn.EVENT_ID, "event_id"),
                        Optional.empty(),
                        TimeSettings.GUESSED));
        read(
                format,
                "who,session_id,product_id,sku,event_id,time\nw,s,p,k,e-1,1790000000000\nw,s,p,k,,1790000000001\n");

        assertThat(events)
                .containsExactly(
                        new LoggedEvent(
                                "w", new ItemEvent("k", 1790000000000L, "view", new EventKeys().key("e-1")), "e-1"),
                        new LoggedEvent("w", ItemEvent.view("k", 1790000000001L)));
    }

    @Test
    void anEventIdIsNotGuessed() throws IOException {
        read(TableFormat.csv(), "session,sku,time,event_id\ns,k,1790000000,1\ns,k,1790000001,1\n");

        assertThat(events).extracting(LoggedEvent::eventId).containsExactly("", "");
    }

    @Test
    void theSeparatorIsToldFromTheHeader() throws IOException {
        for (char separator : new char[] {',', ';', '\t', '|'}) {
            events.clear();
            read(TableFormat.csv(), "session_id,sku,time\ns,k,1790000000\n".replace(',', separator));
            assertThat(events).containsExactly(new LoggedEvent("s", ItemEvent.view("k", 1790000000000L)));
        }
        read(TableFormat.csv(), "\"a;b;c;d\",session,sku,time\nx,s,k,1790000000\n");
        assertThat(events).hasSize(2);
    }

    @Test
    void aSeparatorThatIsNotClearIsAskedFor() throws IOException {
        assertRefused(TableFormat.csv(), "session_id\n", "\"session_id\" is one column by comma, semicolon, tab and");
        String header = "session,sku,time;a;b\n";
        assertRefused(TableFormat.csv(), header, "has 3 columns by commas and by semicolons; say which by --separator");

        read(
                TableFormat.csv().with(new TableSettings(Map.of(), Optional.of(Separator.COMMA), TimeSettings.GUESSED)),
                "session,sku,time;a;b,time\ns,k,x;y;z,1790000000\n");
        assertThat(events).hasSize(1);
        String one =
                "is one column by tabs; is the separator another, as --format csv finds it?; format tsv is a table";
        assertRefused(TableFormat.tsv(), HEADER, one);
        assertThatThrownBy(() -> TableFormat.tsv()
                        .with(new TableSettings(Map.of(), Optional.of(Separator.PIPE), TimeSettings.GUESSED)))
                .hasMessage("format tsv is separated by tabs without quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1793523600",
                "1793523600.0",
                "1793523600000",
                "1793523600000000",
                "1793523600000000000",
                "2026-11-01T09:00:00Z",
                "2026-11-01 10:00:00+01:00",
                "2026-11-01 10:00:00.000 +0100",
                "2026-11-01 10:00:00+01",
                "2026-11-01 09:00:00 UTC"
            })
    void aTimeIsKnownByItsForm(String time) throws IOException {
        read(TableFormat.csv(), HEADER + "s,i," + time + ",view\n");

        assertThat(events).containsExactly(new LoggedEvent("s", ItemEvent.view("i", NINE)));
        assertThat(guesses)
                .last()
                .asString()
                .endsWith(": 2026-11-01T09:00:00Z to 2026-11-01T09:00:00Z in the first 1 lines");
    }

    @Test
    void aTimeWithoutAnOffsetNeedsAZone() throws IOException {
        String log = HEADER + "s,i,2026-11-01 10:00:00,view\n";
        assertRefused(
                TableFormat.csv(),
                log,
                "column \"timestamp\" has times without an offset from UTC, as \"2026-11-01 10:00:00\"; give"
                        + " --time-zone, for example Europe/Berlin or UTC");

        read(TableFormat.csv().with(times(Optional.empty(), "Europe/Berlin")), log);
        assertThat(events).containsExactly(new LoggedEvent("s", ItemEvent.view("i", NINE)));
    }

    @Test
    void withAZoneTimesMayHaveAnOffsetOrNone() throws IOException {
        String log = HEADER + "s,i,2026-11-01 10:00:00,view\ns,i,2026-11-01T09:00:00Z,view\n"
                + "s,i,2026-11-01 10:00:00+01:00,view\ns,i,2026-11-01 09:00:00 UTC,view\n";
        Optional<TimeForm> iso = Optional.of(TextTime.iso(Optional.of(ZoneId.of("Europe/Berlin"))));
        for (Optional<TimeForm> form : List.of(iso, Optional.<TimeForm>empty())) {
            events.clear();
            read(TableFormat.csv().with(times(form, "Europe/Berlin")), log);

            assertThat(events)
                    .extracting(logged -> logged.event().timeMillis())
                    .containsExactly(NINE, NINE, NINE, NINE);
        }
    }

    @Test
    void aZoneThatNoTimeNeedsIsTold() throws IOException {
        for (String time : List.of("1793523600", "2026-11-01T09:00:00Z")) {
            read(TableFormat.csv().with(times(Optional.empty(), "UTC")), HEADER + "s,i," + time + ",view\n");
            assertThat(guesses).last().asString().endsWith("; none of them needs --time-zone");
        }
        read(TableFormat.csv().with(times(Optional.empty(), "UTC")), HEADER + "s,i,2026-11-01 10:00,view\n");
        assertThat(guesses).last().asString().endsWith(" in the first 1 lines");
    }

    @Test
    void aTimeThatTheClocksSkipIsMalformed() throws IOException {
        TextTime german = TextTime.pattern("yyyy-MM-dd HH:mm", Optional.of(ZoneId.of("Europe/Berlin")));
        for (Optional<TimeForm> form : List.of(Optional.<TimeForm>of(german), Optional.<TimeForm>empty())) {
            events.clear();
            LogSummary summary = read(
                    TableFormat.csv().with(times(form, "Europe/Berlin")),
                    HEADER + "s,i,2026-03-29 02:30,view\n" + "s,i,2026-03-29 03:00,view\n".repeat(200));

            assertThat(summary.firstFaults()).singleElement().satisfies(fault -> {
                assertThat(fault.number()).isEqualTo(2);
                assertThat(fault.reason()).endsWith("and the clocks of Europe/Berlin skip that time");
            });
            assertThat(events.get(0).event().timeMillis())
                    .isEqualTo(Instant.parse("2026-03-29T01:00:00Z").toEpochMilli());
        }
    }

    @Test
    void aTimeThatTheClocksShowTwiceIsTheEarlier() throws IOException {
        read(TableFormat.csv().with(times(Optional.empty(), "Europe/Berlin")), HEADER + "s,i,2026-10-25 02:30,view\n");

        assertThat(events)
                .extracting(logged -> Instant.ofEpochMilli(logged.event().timeMillis()))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void aDateAloneIsItsMidnight() throws IOException {
        read(TableFormat.csv().with(times(Optional.empty(), "Europe/Berlin")), HEADER + "s,i,2026-11-01,view\n");
        assertThat(guesses).last().asString().endsWith("; all are midnight");

        assertThat(events).extracting(logged -> logged.event().timeMillis()).containsExactly(NINE - 10 * 3_600_000);
    }

    @Test
    void aPatternIsTakenAsJavaHasIt() throws IOException {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeForm german = TextTime.pattern("dd.MM.yyyy HH:mm", Optional.of(berlin));
        TimeForm apache = TextTime.pattern("dd/MMM/yyyy:HH:mm:ss Z", Optional.empty());

        read(TableFormat.csv().with(times(Optional.of(german), "UTC")), HEADER + "s,i,01.11.2026 10:00,view\n");
        read(
                TableFormat.csv().with(times(Optional.of(apache), "UTC")),
                HEADER + "s,i,01/Nov/2026:10:00:00 +0100,view\n");

        assertThat(events).extracting(logged -> logged.event().timeMillis()).containsExactly(NINE, NINE);
    }

    @Test
    void timesThatNobodyKnowsAskForTheirFormat() {
        assertRefused(
                TableFormat.csv(),
                HEADER + "s,i,01.11.2026,view\n",
                "column \"timestamp\" has no time of the years 2000 to 2099 that can be guessed: it begins with"
                        + " \"01.11.2026\"; give --time-format seconds, ");
        assertRefused(TableFormat.csv(), HEADER + "s,i,1,view\n", "it begins with \"1\"");
        assertRefused(TableFormat.csv(), HEADER + "s,i,09:15:00,view\n", "; one column must hold both date and time");
    }

    @Test
    void anotherUnitLaterOnIsMalformed() throws IOException {
        StringBuilder log = new StringBuilder(HEADER);
        for (int i = 0; i < 2_000; i++) {
            log.append("s,i,")
                    .append(i == 1_500 ? "1793523600" : "1793523600000")
                    .append(",view\n");
        }
        LogSummary summary = read(TableFormat.csv(), log.toString());

        assertThat(summary.firstFaults())
                .containsExactly(new LogFault(
                        1_502,
                        "timestamp is \"1793523600\"; it must be milliseconds since 1970, between the years 2000 and"
                                + " 2100"));
        assertThat(summary.events()).isEqualTo(1_999);
    }

    @Test
    void aFewOddTimesAtTheStartDoNotDecide() throws IOException {
        String log = HEADER + "s,i,,view\ns,i,1793523600,view\n" + "s,i,1793523600000,view\n".repeat(300);

        assertThat(read(TableFormat.csv(), log).malformed()).isEqualTo(2);
        assertThat(guesses).last().asString().startsWith("times are milliseconds since 1970: ");
    }

    @Test
    void anEmptyTypeIsAView() throws IOException {
        read(TableFormat.csv(), HEADER + "s,i,1793523600,\n");

        assertThat(events).containsExactly(new LoggedEvent("s", ItemEvent.view("i", NINE)));
    }

    @Test
    void lineEndsMarksAndBlankLinesDoNotMatter() throws IOException {
        read(TableFormat.csv(), "\ufeff\"session_id\",sku,time\r\n\r\ns,k,1793523600\r\n\ufeffs,k,1793523600");

        assertThat(events)
                .containsExactly(
                        new LoggedEvent("s", ItemEvent.view("k", NINE)),
                        new LoggedEvent("s", ItemEvent.view("k", NINE)));
    }

    @Test
    void aLineThatIsNoUtf8IsMalformedAlone() throws IOException {
        byte[] log = ("session_id,sku,time\n" + "s,k,1793523600\n".repeat(200)).getBytes(StandardCharsets.UTF_8);
        log[35] = (byte) 0xff; // within the third line

        LogSummary summary = EventLog.read(Files.write(folder.resolve("log"), log), TableFormat.csv(), events::add);

        assertThat(summary.firstFaults())
                .containsExactly(new LogFault(3, "the line is not valid UTF-8; write the file in UTF-8"));
        assertThat(events).hasSize(199);
    }

    @Test
    void recordsOfSeveralLinesAreCountedAndSaid() throws IOException {
        read(
                TableFormat.csv(),
                "session_id,sku,time,title\ns,k,1793523600,a\ns,k,1793523601,\"b\nc\"\ns,k,1793523602,\"d\n\ne\"\n");

        assertThat(events).hasSize(3);
        assertThat(guesses).last().isEqualTo("2 records have line ends within quotes, the first on lines 3 to 4");
    }

    @Test
    void inATsvAQuoteTakesNoLines() throws IOException {
        read(
                TableFormat.tsv(),
                "session_id\tsku\ttime\tquery\ns\tk\t1793523600\t\"tv 55\ns\tk\t1793523601\tx\ns\tk\t1793523602\t\"\n");

        assertThat(events).hasSize(3);
        assertThat(guesses).hasSize(2);
    }

    /** The fields that are not used may be as long as a line. */
    @Test
    void whatIsKeptWhileTimesAreGuessedIsShort() {
        List<String> names = List.of("session_id", "sku", "time", "text");
        String text = "x".repeat(1_000_000);
        TableColumns columns = TableColumns.of(names, Map.of());

        assertThat(columns.used(new TableRecord(2, 2, List.of("s", "k", "1793523600", text), ""))
                        .fields())
                .containsExactly("s", "k", "1793523600", "", "");
        assertThat(columns.used(new TableRecord(2, 2, List.of("s", text, "1793523600", ""), "")))
                .satisfies(record -> {
                    assertThat(record.fields()).isEmpty();
                    assertThat(record.fault()).endsWith(" of 1000000 characters; it must have at most 1000");
                });
    }

    @Test
    void aLineOfSeparatorsAloneIsMalformed() {
        assertRefused(TableFormat.tsv(), "a" + "\t".repeat(2_000) + "\n", "line 1 has more than 2000 columns");
    }

    @Test
    void anEmptyIdIsToldAsEmpty() throws IOException {
        LogSummary summary =
                read(TableFormat.csv(), HEADER + "s,,1793523600,view\n" + "s,i,1793523600,view\n".repeat(200));

        assertThat(summary.firstFaults())
                .containsExactly(new LogFault(2, "item_id is empty; it must have 1 to 256 characters"));
    }

    @Test
    void allColumnsThatAreMissingAreNamedAtOnce() {
        assertRefused(
                TableFormat.csv().with(told(TableColumn.TYPE, "kind")),
                "who,sku,when\n",
                "wrong header: it has no column \"kind\", no column is known as the session, the time; the columns"
                        + " are \"who\", \"sku\", \"when\"; name them by --column-session NAME, --column-time NAME,"
                        + " --column-type NAME");
    }

    @Test
    void aColumnThatIsToldIsNotGuessedForAnother() throws IOException {
        read(TableFormat.csv().with(told(TableColumn.ITEM, "event")), "session,event,time\ns,k,1793523600\n");

        assertThat(events).containsExactly(new LoggedEvent("s", ItemEvent.view("k", NINE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
            `` ! the first line is blank; it must name the columns; format csv is a table
            sep=; ! the first line is "sep=;", which only Excel knows; take it out
            s,k,2026-11-01T09:00:00Z,view ! the first line looks like data, as "2026-11-01T09:00:00Z" is no name
            s;k;17 ! the first line looks like data, as "17" is no name; put a line above it
            """,
            quoteCharacter = '`')
    void aFirstLineThatIsNoHeaderIsTold(String first, String message) {
        assertRefused(TableFormat.csv(), first + "\r\n" + HEADER + "s,k,1793523600,view\n", message);
    }

    @Test
    void aFileWhoseLinesEndWithCrAloneIsTold() {
        String log = HEADER.replace('\n', '\r') + "s,k,1793523600,view\r";
        assertRefused(TableFormat.csv(), log, "lines end with CR alone; end them with LF or CRLF");
        assertRefused(TableFormat.csv(), log.repeat(30_000), "is longer than 1048576 bytes; end lines with LF or CRLF");
    }

    @Test
    void aTsvThatHasQuotesIsACsv() throws IOException {
        String log = "\"session_id\"\t\"sku\"\t\"time\"\n\"s\"\t\"k\"\t1793523600\n";
        assertRefused(TableFormat.tsv(), log, "format tsv has no quotes", "give --format csv, which reads tabs too");

        read(TableFormat.csv(), log);
        assertThat(events).hasSize(1);
    }

    @Test
    void theFormatIsDescribedWhereItIsInDoubtAlone() {
        for (String log : List.of(HEADER + "s,i,1,view\n", HEADER + "s,i\n", HEADER, "session_id,when\n")) {
            assertThatThrownBy(() -> read(TableFormat.csv(), log)).message().doesNotContain("format csv is");
        }
        assertRefused(TableFormat.csv(), "clicks\n", "; format csv is a table separated by comma, semicolon, tab or");
    }

    private static TableSettings told(TableColumn column, String name) {
        return new TableSettings(Map.of(column, name), Optional.empty(), TimeSettings.GUESSED);
    }

    private static TableSettings times(Optional<TimeForm> form, String zone) {
        return new TableSettings(Map.of(), Optional.empty(), new TimeSettings(form, Optional.of(ZoneId.of(zone))));
    }

    private LogSummary read(LogFormat format, String text) throws IOException {
        guesses.clear();
        Path file = Files.writeString(folder.resolve("log"), text);
        return EventLog.read(file, format, events::add, bytes -> {}, guesses::add);
    }

    private void assertRefused(LogFormat format, String text, String... named) {
        assertThatThrownBy(() -> read(format, text))
                .isExactlyInstanceOf(LogException.class)
                .hasMessageContainingAll(named)
                .message()
                .hasLineCount(1);
    }
}
