package freshet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.LogFormats;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job and the log format {@code jsonl} read the same times and refuse the same. */
class JsonTimesTest {
    private static final EventDecoder JOB = EventFormat.JSON.decoder(EventLimits.DEFAULT, Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2014-09-23T08:59:40.513Z",
                "2014-09-23T10:59:40.513+02:00",
                "2014-09-23T10:59:40.513+0200",
                "2014-09-23T10:59:40.513+02",
                "2014-09-23T05:29:40.5139999-0330"
            })
    void everySpellingOfAnOffset_isReadByBoth(String time) throws Exception {
        String json = json(time);
        assertThat(JOB.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(DecodedEvent.Accepted.class, accepted -> assertThat(
                                accepted.event().getEventTime().toEpochMilli())
                        .isEqualTo(1_411_462_780_513L));
        assertThat(logged(json))
                .singleElement()
                .satisfies(logged -> assertThat(logged.event().timeMillis()).isEqualTo(1_411_462_780_513L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2014-09-23T08:59:40", "2014-09-23 08:59:40Z", "2014-09-23", "yesterday", "+02:00"})
    void whatHasNoOffset_isRefusedByBothWithAnExample(String time) {
        String json = json(time);
        assertThat(JOB.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(DecodedEvent.Refused.class, refused -> assertThat(refused.detail())
                        .contains(time, "such as 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00"));
        assertThatThrownBy(() -> logged(json))
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContainingAll(time, "for example 2014-04-07T10:51:09.277Z or 2014-04-07T12:51:09+02:00");
    }

    private static List<LoggedEvent> logged(String json) throws MalformedLineException {
        List<LoggedEvent> events = new ArrayList<>();
        LogFormats.named("jsonl").parser("").parse(1, json, events::add);
        return events;
    }

    private static String json(String time) {
        return "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":\"" + time + "\"}";
    }
}
