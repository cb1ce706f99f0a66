package freshet.trainer.set;

import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;
import freshet.trainer.column.LongColumn;

/** Looks whether numbers that come from a file can be training data: no trainer looks again. */
final class SetCheck {
    private SetCheck() {}

    /** @throws SetException if they cannot */
    static void require(TrainingData data) {
        requireSessions(data);
        requireRows(data);
        LongColumn starts = data.starts();
        for (int s = 1; s < starts.size(); s++) {
            if (starts.get(s) < starts.get(s - 1)) {
                throw new SetException("session " + s + " starts before the session in front of it");
            }
        }
    }

    private static void requireSessions(TrainingData data) {
        IntColumn offsets = data.sessionOffsets();
        int least = data.rules().minSessionLength();
        long end = 0;
        for (int s = 0; s < data.sessions(); s++) {
            if (offsets.get(s) != end || offsets.get(s + 1) - end < least) {
                throw new SetException("session " + s + " is from event " + offsets.get(s) + " to " + offsets.get(s + 1)
                        + ", where it must begin at " + end + " and have " + least + " or more");
            }
            end = offsets.get(s + 1);
        }
        if (end != data.items().size()) {
            throw new SetException(
                    "its sessions end at event " + end + " of " + data.items().size());
        }
    }

    private static void requireRows(TrainingData data) {
        IntColumn items = data.items();
        long[] counted = new long[data.support().length];
        for (int event = 0; event < items.size(); event++) {
            int row = items.get(event);
            if (row < 0 || row >= counted.length) {
                throw new SetException("event " + event + " is of item " + row + ", and it has " + counted.length);
            }
            counted[row]++;
        }
        for (int row = 0; row < counted.length; row++) {
            if (counted[row] != data.support()[row]) {
                throw new SetException("item " + row + " has a support of " + data.support()[row] + " and "
                        + counted[row] + " events");
            }
        }
    }
}
