package freshet.trainer.set;

import freshet.model.data.Session;
import freshet.model.data.run.SessionRecord;
import freshet.trainer.column.LongColumn;
import freshet.trainer.column.MappedBytes;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * Sessions in mapped bytes: each is made anew whenever it is asked for. Immutable; threads may
 * share it.
 */
final class MappedSessions extends AbstractList<Session> implements RandomAccess {
    private final MappedBytes bytes;
    private final long first;
    private final long length;
    private final LongColumn begins;

    /**
     * @param first where the first session begins in the bytes
     * @param length of all of them together
     * @param begins where each begins from there on, and the last one ends (sessions + 1)
     */
    MappedSessions(MappedBytes bytes, long first, long length, LongColumn begins) {
        this.bytes = bytes;
        this.first = first;
        this.length = length;
        this.begins = begins;
    }

    @Override
    public int size() {
        return begins.size() - 1;
    }

    @Override
    public Session get(int index) {
        long from = begins.get(index);
        long to = begins.get(index + 1);
        if (from < 0 || from >= to || to > length || to - from > MappedBytes.MOST) {
            throw new SetException("session " + index + " is from byte " + from + " to " + to + " of " + length);
        }
        return SessionRecord.of(bytes.copy(first + from, (int) (to - from))).session();
    }
}
