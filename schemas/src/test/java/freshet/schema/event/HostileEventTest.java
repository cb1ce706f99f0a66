package freshet.schema.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.SessionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code decode} answers any bytes: with an event in range or a refusal in words. */
final class HostileEventTest {
    private static final SessionEvent EVENT = SampleEvents.valid()
            .setItemId("sku-é-42")
            .setEventId("e-1")
            .setContext(Map.of("page", "home", "shop", "de"))
            .build();

    @Property
    void randomBytes(@ForAll EventFormat format, @ForAll byte[] bytes) {
        assertAnswered(format, bytes);
    }

    @Property
    void randomBodiesBehindARealHeader(@ForAll byte[] body) {
        byte[] record = Arrays.copyOf(EventFormat.AVRO.encode(EVENT), 10 + body.length);
        System.arraycopy(body, 0, record, 10, body.length);

        assertAnswered(EventFormat.AVRO, record);
    }

    @Property
    void mutatedEvents(
            @ForAll EventFormat format,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(4) byte[] values) {
        byte[] bytes = format.encode(EVENT);
        for (int i = 0; i < places.size(); i++) {
            bytes[places.get(i) % bytes.length] = values[i];
        }

        assertAnswered(format, bytes);
    }

    @Property
    void truncatedEvents(@ForAll EventFormat format, @ForAll @IntRange(max = 10_000) int length) {
        byte[] bytes = format.encode(EVENT);

        assertThat(decode(format, Arrays.copyOf(bytes, length % bytes.length)))
                .isInstanceOf(DecodedEvent.Refused.class);
    }

    private static void assertAnswered(EventFormat format, byte[] bytes) {
        DecodedEvent decoded = decode(format, bytes);
        if (decoded instanceof DecodedEvent.Refused refused) {
            assertThat(refused.detail()).hasSizeBetween(10, 600).doesNotContainPattern("\\p{Cntrl}");
        } else {
            // What was accepted can be encoded again, so no text in it lost a character on the way.
            SessionEvent event = ((DecodedEvent.Accepted) decoded).event();
            assertThat(decode(format, format.encode(event))).isEqualTo(decoded);
        }
    }

    private static DecodedEvent decode(EventFormat format, byte[] value) {
        return format.decoder(EventLimits.DEFAULT, SampleEvents.CLOCK).decode(value);
    }
}
