package freshet.job.recommend;

import freshet.job.state.SessionStateSerializer;
import freshet.job.state.SessionStates;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Keeps sessions as the job's state backend does, in the bytes of the serializer, but in a map and
 * without an end.
 */
final class InMemoryStates implements SessionStates {
    private final SessionStateSerializer serializer = new SessionStateSerializer();
    private final Map<String, byte[]> states = new HashMap<>();

    @Override
    public SessionState read(String sessionId) throws IOException {
        byte[] bytes = states.get(sessionId);
        return bytes == null ? new SessionState() : serializer.deserialize(new DataInputDeserializer(bytes));
    }

    @Override
    public void open(String sessionId, SessionState state) throws IOException {
        if (states.containsKey(sessionId)) {
            throw new IllegalStateException("session " + sessionId + " was opened twice");
        }
        write(sessionId, state);
    }

    @Override
    public void update(String sessionId, SessionState state) throws IOException {
        if (!states.containsKey(sessionId)) {
            throw new IllegalStateException("session " + sessionId + " was never opened");
        }
        write(sessionId, state);
    }

    private void write(String sessionId, SessionState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(state, out);
        states.put(sessionId, out.getCopyOfBuffer());
    }
}
