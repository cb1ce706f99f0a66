package freshet.schema.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.EventCoordinates;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RejectedEventsTest {
    private static final EventCoordinates PLACE = new EventCoordinates("events", 2, 17L);

    @Test
    void aShortValueIsKeptWhole() {
        byte[] raw = {1, 2, 3};

        RejectedEvent rejected = RejectedEvents.of(RejectionReason.LATE, "too old", PLACE, raw);

        assertThat(rejected.getDetail()).isEqualTo("too old");
        assertThat(rejected.getEvent()).isEqualTo(PLACE);
        assertThat(rejected.getRaw()).isEqualTo(ByteBuffer.wrap(raw));
        assertThat(rejected.getRawSize()).isEqualTo(3);
    }

    @Test
    void aLongValueIsCutAndTheDetailSaysSo() {
        byte[] raw = new byte[1 << 20];
        Arrays.fill(raw, (byte) 7);
        SingleObjectCodec<RejectedEvent> codec = new SingleObjectCodec<>(RejectedEvent.class);

        RejectedEvent rejected =
                codec.decode(codec.encode(RejectedEvents.of(RejectionReason.MALFORMED, "too large", PLACE, raw)));

        assertThat(rejected.getDetail()).isEqualTo("too large (payload cut to its first 65,536 of 1,048,576 bytes)");
        assertThat(rejected.getRaw()).isEqualTo(ByteBuffer.wrap(raw, 0, 65_536));
        assertThat(rejected.getRawSize()).isEqualTo(1_048_576);
    }
}
