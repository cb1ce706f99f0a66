package freshet.job.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the source makes of one record of the events topic: an event to answer, or a rejection. */
public sealed interface Incoming permits AcceptedEvent, Rejection {

    /**
     * Writes which of the two an {@link Incoming} is, then that one, which says its version. An
     * unaligned checkpoint stores those in flight.
     */
    final class IncomingSerializer extends WireSerializer<Incoming> {
        private static final long serialVersionUID = 1L;
        private static final AcceptedEventSerializer ACCEPTED = new AcceptedEventSerializer();
        private static final RejectionSerializer REJECTION = new RejectionSerializer();

        @Override
        public void serialize(Incoming value, DataOutputView out) throws IOException {
            if (value instanceof AcceptedEvent event) {
                out.writeBoolean(true);
                ACCEPTED.serialize(event, out);
            } else if (value instanceof Rejection rejection) {
                out.writeBoolean(false);
                REJECTION.serialize(rejection, out);
            }
        }

        @Override
        public Incoming deserialize(DataInputView in) throws IOException {
            return in.readBoolean() ? ACCEPTED.deserialize(in) : REJECTION.deserialize(in);
        }

        @Override
        public TypeSerializerSnapshot<Incoming> snapshotConfiguration() {
            return new Snapshot();
        }

        /** Names the serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<Incoming> {
            public Snapshot() {
                super(IncomingSerializer::new);
            }
        }
    }
}
