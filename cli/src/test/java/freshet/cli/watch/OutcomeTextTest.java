package freshet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {
    private final OutcomeText text = new OutcomeText(3, false, Clock.fixed(Outcomes.TIME, ZoneOffset.UTC));

    @Test
    void anAnswerIsOneLineInColumns() {
        assertThat(text.line(Outcomes.answer("s-1", RecommendationSource.MODEL, items(5))))
                .isEqualTo("09:00:00.123  s-1       #4   MODEL   v2   sku-0 0.500  sku-1 0.250  sku-2 0.125");
        assertThat(text.line(Outcomes.answer("s-1", RecommendationSource.POPULAR, items(1))))
                .isEqualTo("09:00:00.123  s-1       #4   POPULAR v2   sku-0 0.500");
        assertThat(text.line(Outcomes.answer("s-1", RecommendationSource.NONE)))
                .endsWith("NONE    v2   (no model yet)");
    }

    @Test
    void theColumnOfSessionsGrowsAndIsCutAtAUuid() {
        String uuid = "123e4567-e89b-12d3-a456-426614174000";

        assertThat(text.line(Outcomes.answer(uuid, RecommendationSource.NONE))).contains(uuid + "  #4");
        assertThat(text.line(Outcomes.answer("s", RecommendationSource.NONE)))
                .contains("  s" + " ".repeat(35) + "  #4");
        assertThat(text.line(Outcomes.answer(uuid + "1", RecommendationSource.NONE)))
                .contains(uuid + "…  #4");
    }

    @Test
    void aSmallProbabilityIsNotShownAsZero() {
        RecommendedItem rare = new RecommendedItem("rare", 0.00004f);
        RecommendedItem never = new RecommendedItem("never", 0f);

        assertThat(text.line(Outcomes.answer("s", RecommendationSource.MODEL, rare, never)))
                .endsWith("rare 4e-05  never 0.000");
    }

    @Test
    void aTimeOfAnotherDayHasItsDate() {
        Clock tomorrow = Clock.fixed(Outcomes.TIME.plus(Duration.ofDays(1)), ZoneOffset.UTC);

        assertThat(new OutcomeText(3, false, tomorrow).line(Outcomes.answer("s", RecommendationSource.NONE)))
                .startsWith("2026-03-01 09:00:00.123  s ");
    }

    @Test
    void aRejectionSaysWhereWhyAndWhat() {
        byte[] raw = "{\"sessionId\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(text.line(Outcomes.rejection(
                        RejectionReason.MALFORMED, "sessionId is a number", Optional.of("s-1"), raw)))
                .isEqualTo("09:00:00.123  s-1       events-3@17 MALFORMED sessionId is a number"
                        + "  \"{\"sessionId\":1}\"");
        assertThat(text.line(Outcomes.rejection(RejectionReason.MALFORMED, "no value", Optional.empty(), new byte[0])))
                .isEqualTo("09:00:00.123  -         events-3@17 MALFORMED no value  (no value)");
        assertThat(text.line(Outcomes.rejection(
                        RejectionReason.MALFORMED, "bytes", Optional.empty(), new byte[] {(byte) 0xc3, 1, (byte) 0xff
                        })))
                .endsWith("MALFORMED bytes  (3 bytes that are no text, the first c3 01 ff)");
    }

    @Test
    void aRejectedEventInAvroIsShownAsJson() {
        byte[] raw = EventFormat.AVRO.encode(SessionEvent.newBuilder()
                .setSessionId("s-9")
                .setItemId("sku-1")
                .setEventTime(Outcomes.TIME)
                .build());

        assertThat(text.line(Outcomes.rejection(RejectionReason.DUPLICATE, "twice", Optional.empty(), raw)))
                .contains("  s-9       events-3@17 DUPLICATE twice  \"{\"sessionId\":\"s-9\",\"itemId\":\"sku-1\",");
    }

    @Test
    void whatATerminalTakesForACommandIsEscaped() {
        String evil = "\u001b[2J\u009b31m\u202e\r\n\u0007";
        byte[] raw = ("{" + evil).getBytes(StandardCharsets.UTF_8);
        RecommendedItem item = new RecommendedItem(evil, 0.5f);

        assertThat(text.line(Outcomes.answer(evil, RecommendationSource.MODEL, item)))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                .contains("\\u001b[2J\\u009b31m\\u202e\\u000d\\u000a\\u0007 0.500");
        assertThat(text.line(Outcomes.rejection(RejectionReason.MALFORMED, evil, Optional.of(evil), raw)))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                .contains("\"{\\u001b[2J");
    }

    @Test
    void colorMarksWhatIsNoAnswerOfAModel() {
        OutcomeText colored = new OutcomeText(1, true, Clock.fixed(Outcomes.TIME, ZoneOffset.UTC));

        assertThat(colored.line(Outcomes.answer("s", RecommendationSource.MODEL, items(1))))
                .doesNotContain("\u001b");
        assertThat(colored.line(Outcomes.answer("s", RecommendationSource.POPULAR, items(1))))
                .contains("\u001b[36mPOPULAR\u001b[39m v2");
        assertThat(colored.line(Outcomes.rejection(RejectionReason.LATE, "old", Optional.empty(), new byte[] {'x'})))
                .contains("\u001b[33mLATE\u001b[39m old");
    }

    private static RecommendedItem[] items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RecommendedItem("sku-" + i, (float) Math.pow(0.5, i + 1)))
                .toArray(RecommendedItem[]::new);
    }
}
