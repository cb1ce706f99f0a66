package freshet.job.state;

import freshet.model.session.SessionState;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says about {@link SessionStateSerializer}: its version alone.
 *
 * <ul>
 *   <li>Version 1: values of format 1.
 *   <li>Version 2: values of format 2, which remember what was last recommended, beside those of
 *       format 1 that were not written since.
 *   <li>Version 3: values of format 3 beside them, where an event was ahead of the clock.
 * </ul>
 */
public final class SessionStateSerializerSnapshot implements TypeSerializerSnapshot<SessionState> {
    private static final int VERSION = 3;

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {
        // the version says all
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader userCode) throws IOException {
        if (version > VERSION) {
            throw new IOException(
                    "the checkpoint holds session state of version " + version + "; this version of Freshet"
                            + " reads up to " + VERSION + ": restore with the version that wrote it, or a later one");
        }
    }

    @Override
    public TypeSerializer<SessionState> restoreSerializer() {
        return new SessionStateSerializer();
    }

    /** Values say their own format, so what any earlier version wrote is read as it is. */
    @Override
    public TypeSerializerSchemaCompatibility<SessionState> resolveSchemaCompatibility(
            TypeSerializerSnapshot<SessionState> older) {
        return older instanceof SessionStateSerializerSnapshot
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
