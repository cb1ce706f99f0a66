package freshet.job.state;

import freshet.model.session.ItemEvent;
import freshet.model.session.LastAnswer;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link SessionState} in few bytes. One value, numbers as {@link VarInts}:
 *
 * <pre>
 * format       u8 = 3 where an event's clock was ahead, else 2
 * history      see {@link HistoryFormat}
 * width        0 if no vector is kept
 * version      of the model that made the vector  ┐
 * covered      events that the vector has folded  │ only where width is over 0
 * vector       width × f32, big-endian            ┘
 * answered     version that gave the last answer, 0 if none did
 * items        of that answer, at most 20         ┐ only where one was given
 * hashes       items × i32, see {@link LastAnswer} ┘
 * </pre>
 *
 * Format 1 ended with the vector. Format 3 differs from 2 by what its history says of events ahead:
 * written only where there are such, it takes no byte from other sessions.
 *
 * <p>The vector is a cache of folding the history, so it is left out where the history alone
 * takes over {@value #MOST_HISTORY_BESIDE_VECTOR} bytes. Such a session is folded again at its next
 * event. Take
 * a window of 50 events, item ids of at most 12 bytes and a vector of 100: such a session takes at
 * most 1,024 bytes. An event id of the producer takes 8 bytes more.
 * What was last recommended takes at most {@value #MOST_LAST_ANSWER} bytes on top.
 *
 * <p>Every value says its own format, so a later format reads old values as they come and needs no
 * migration. For one thread; {@link #duplicate()} for another that does not read.
 */
public final class SessionStateSerializer extends TypeSerializer<SessionState> {
    private static final long serialVersionUID = 1L;

    /** Most bytes of history beside which the vector is kept. */
    static final int MOST_HISTORY_BESIDE_VECTOR = 608;

    /**
     * Most bytes of what was last recommended: a version of at most 10, a number of items of 1 and
     * 4 per item.
     */
    static final int MOST_LAST_ANSWER = 10 + 1 + 4 * LastAnswer.MOST_ITEMS;

    private static final int FORMAT_WITH_AHEAD = 3;
    private static final int FORMAT = 2;
    private static final int FORMAT_WITHOUT_LAST_ANSWER = 1;
    private static final int MOST_WIDTH = 1 << 20;
    private static final float[] NO_VECTOR = {};
    private static final String UNREAD = "unread"; // the id of an item that was passed over

    private final transient DataOutputSerializer scratch = new DataOutputSerializer(1024);
    private final transient HistoryFormat history = new HistoryFormat();
    private final transient Glance glance;

    /** Reads whole sessions. */
    public SessionStateSerializer() {
        this(new Glance());
    }

    /** @param glance says when the end of a session is enough */
    public SessionStateSerializer(Glance glance) {
        this.glance = glance;
    }

    @Override
    public void serialize(SessionState state, DataOutputView out) throws IOException {
        scratch.clear();
        boolean ahead = HistoryFormat.hasAhead(state);
        scratch.writeByte(ahead ? FORMAT_WITH_AHEAD : FORMAT);
        history.write(state, scratch);
        if (ahead) {
            HistoryFormat.writeAhead(state, scratch);
        }
        float[] vector = scratch.length() <= MOST_HISTORY_BESIDE_VECTOR ? state.hidden() : NO_VECTOR;
        VarInts.write(vector.length, scratch);
        if (vector.length > 0) {
            VarInts.write(state.modelVersion(), scratch);
            VarInts.write(state.covered(state.modelVersion()), scratch);
            for (float value : vector) {
                scratch.writeFloat(value);
            }
        }
        writeLastAnswer(state.lastAnswer());
        out.write(scratch.getSharedBuffer(), 0, scratch.length());
    }

    private void writeLastAnswer(LastAnswer answer) throws IOException {
        VarInts.write(answer.modelVersion(), scratch);
        if (answer.isGiven()) {
            VarInts.write(answer.size(), scratch);
            for (int rank = 0; rank < answer.size(); rank++) {
                scratch.writeInt(answer.hash(rank));
            }
        }
    }

    @Override
    public SessionState deserialize(DataInputView in) throws IOException {
        int format = in.readUnsignedByte();
        if (format < FORMAT_WITHOUT_LAST_ANSWER || format > FORMAT_WITH_AHEAD) {
            throw new IOException("session state of format " + format + " cannot be read; this version of Freshet knows"
                    + " formats up to " + FORMAT_WITH_AHEAD
                    + ": restore with the version that wrote it, or a later one");
        }
        if (glance.isOn()) {
            return readEnd(format, in);
        }
        SessionState state = readHistoryAndVector(format, in);
        if (format != FORMAT_WITHOUT_LAST_ANSWER) {
            readLastAnswer(state.lastAnswer(), in);
        }
        return state;
    }

    /** A session of its last event's time and the version of its last answer alone. */
    private static SessionState readEnd(int format, DataInputView in) throws IOException {
        List<ItemEvent> last = HistoryFormat.readLastTime(format == FORMAT_WITH_AHEAD, in)
                .map(time -> List.of(ItemEvent.view(UNREAD, time)))
                .orElse(List.of());
        SessionState end = new SessionState(last, 0, NO_VECTOR, 0);
        int width = VarInts.readCount(MOST_WIDTH, "floats of vector", in);
        if (width > 0) {
            VarInts.read(in); // version
            VarInts.read(in); // covered
            in.skipBytesToRead(width * Float.BYTES);
        }
        if (format != FORMAT_WITHOUT_LAST_ANSWER) {
            end.lastAnswer().begin(VarInts.read(in));
        }
        return end;
    }

    private static void readLastAnswer(LastAnswer answer, DataInputView in) throws IOException {
        answer.begin(VarInts.read(in));
        if (answer.isGiven()) {
            int size = VarInts.readCount(LastAnswer.MOST_ITEMS, "recommended items", in);
            for (int rank = 0; rank < size; rank++) {
                answer.addHash(in.readInt());
            }
        }
    }

    private SessionState readHistoryAndVector(int format, DataInputView in) throws IOException {
        List<ItemEvent> events = history.read(format == FORMAT_WITH_AHEAD, in);
        float[] vector = new float[VarInts.readCount(MOST_WIDTH, "floats of vector", in)];
        if (vector.length == 0) {
            return new SessionState(events, 0, vector, 0);
        }
        long version = VarInts.read(in);
        int covered = VarInts.readCount(events.size(), "folded events", in);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = in.readFloat();
        }
        return new SessionState(events, version, vector, covered);
    }

    /** A copy with history, vector and last answer of its own. */
    @Override
    public SessionState copy(SessionState from) {
        long version = from.modelVersion();
        SessionState copy =
                new SessionState(from.history(), version, from.hidden().clone(), from.covered(version));
        copy.lastAnswer().set(from.lastAnswer());
        return copy;
    }

    @Override
    public SessionState copy(SessionState from, SessionState reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public SessionState deserialize(SessionState reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public SessionState createInstance() {
        return new SessionState();
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public SessionStateSerializer duplicate() {
        return new SessionStateSerializer(glance);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionStateSerializer;
    }

    @Override
    public int hashCode() {
        return SessionStateSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<SessionState> snapshotConfiguration() {
        return new SessionStateSerializerSnapshot();
    }

    /** Flink ships serializers by Java serialization, which leaves the scratch behind. */
    private Object readResolve() {
        return new SessionStateSerializer();
    }
}
