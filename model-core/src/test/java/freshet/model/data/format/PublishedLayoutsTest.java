package freshet.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.data.EventLog;
import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files laid out as their owners published them; the rows are made up. */
class PublishedLayoutsTest {
    @TempDir
    Path folder;

    /**
     * RecSys Challenge 2015: no header, categories are numbers, a brand's number, 0 for none or S
     * for a special offer.
     */
    @Test
    void yoochooseClicks() throws IOException {
        assertThat(EventLog.readAll(
                        write(
                                """
                                1,2014-04-07T10:51:09.277Z,214536502,0
                                1,2014-04-07T10:54:09.868Z,214536500,S
                                2,2014-04-07T13:56:37.614Z,214662742,2089555432
                                """),
                        LogFormats.named("yoochoose")))
                .containsExactly(
                        event("1", "214536502", "2014-04-07T10:51:09.277Z"),
                        event("1", "214536500", "2014-04-07T10:54:09.868Z"),
                        event("2", "214662742", "2014-04-07T13:56:37.614Z"));
    }

    /**
     * CIKM Cup 2016: the user is NA where nobody was logged in; the columns have both
     * spellings of their names.
     */
    @Test
    void digineticaItemViews() throws IOException {
        String rows =
                """
                1;NA;81766;526309;2016-05-09
                2;17;9132;0;2016-05-10
                """;
        for (String header : new String[] {
            "sessionId;userId;itemId;timeframe;eventdate", "session_id;user_id;item_id;timeframe;eventdate"
        }) {
            assertThat(EventLog.readAll(write(header + "\n" + rows), LogFormats.named("diginetica")))
                    .containsExactly(
                            event("1", "81766", "2016-05-09T00:08:46.309Z"),
                            event("2", "9132", "2016-05-10T00:00:00Z"));
        }
    }

    /**
     * Retailrocket: newest and oldest mixed, a transaction number at the end of purchases alone.
     */
    @Test
    void retailrocketEvents() throws IOException {
        assertThat(EventLog.readAll(
                        write(
                                """
                                timestamp,visitorid,event,itemid,transactionid
                                1433221332117,257597,view,355908,
                                1433221999827,992329,addtocart,248676,
                                1433222276276,599528,transaction,356475,4000
                                """),
                        LogFormats.named("retailrocket")))
                .containsExactly(
                        event("257597", "355908", "2015-06-02T05:02:12.117Z"),
                        new LoggedEvent("992329", new ItemEvent("248676", 1433221999827L, "cart", ItemEvent.NO_KEY)),
                        new LoggedEvent(
                                "599528", new ItemEvent("356475", 1433222276276L, "purchase", ItemEvent.NO_KEY)));
    }

    private static LoggedEvent event(String session, String item, String time) {
        return new LoggedEvent(session, ItemEvent.view(item, Instant.parse(time).toEpochMilli()));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "log", ""), text);
    }
}
