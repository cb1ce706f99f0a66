package freshet.job.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How many sessions an instance keeps, by the model version that gave each its last answer. Those
 * of another version than is served wait for a refold: their vectors are void, and each is folded
 * from its start with its next event, or dropped at its end. Exact, and nothing is read for it: a
 * session is counted when it is opened, passes from one version to another, and is dropped.
 *
 * <p>Counted by key group, as a rescaled job deals whole key groups to its instances. For the
 * task's thread; any thread may ask for the two sums.
 */
public final class SessionCounts {
    private final int keyGroups; // of the whole job
    private final KeyGroupRange own;
    private final List<OfVersion> versions = new ArrayList<>(); // some few: those without a session are forgotten
    private long served; // 0 while no model is
    private boolean folds;
    private volatile long sessions;
    private volatile long ofServed; // those of them that the served model answered last

    /** How many sessions of a key group this version answered last; version 0 is none. */
    public record Line(int keyGroup, long version, long sessions) {}

    /** Sessions that a version answered last (own key groups). */
    private record OfVersion(long version, long[] sessions) {}

    /**
     * @param keyGroups of the whole job: its maximal parallelism
     * @param own key groups of this instance
     */
    public SessionCounts(int keyGroups, KeyGroupRange own) {
        this.keyGroups = keyGroups;
        this.own = own;
    }

    /** @param answeredBy the version that gives the first answer, 0 if none does */
    public void opened(String sessionId, long answeredBy) {
        add(keyGroup(sessionId), answeredBy, 1);
    }

    /** A session that one version had answered last was answered by another. */
    void passed(String sessionId, long from, long to) {
        add(keyGroup(sessionId), from, -1);
        add(keyGroup(sessionId), to, 1);
    }

    /** @param answeredBy the version that gave the last answer, 0 if none did */
    void dropped(String sessionId, long answeredBy) {
        add(keyGroup(sessionId), answeredBy, -1);
    }

    /** Takes over what another run counted; what is not of an own key group is passed over. */
    public void restore(Line line) {
        if (own.contains(line.keyGroup())) {
            add(line.keyGroup(), line.version(), line.sessions());
        }
    }

    /**
     * A model is served from now on.
     *
     * @param keepsHidden whether it folds sessions at all
     */
    public void serve(long version, boolean keepsHidden) {
        versions.removeIf(one -> Arrays.stream(one.sessions).allMatch(count -> count == 0));
        served = version;
        folds = keepsHidden;
        ofServed = versions.stream()
                .filter(one -> one.version == version)
                .flatMapToLong(one -> Arrays.stream(one.sessions))
                .sum();
    }

    private void add(int keyGroup, long version, long count) {
        ofVersion(version)[keyGroup - own.getStartKeyGroup()] += count;
        sessions = sessions + count;
        if (version == served) {
            ofServed = ofServed + count;
        }
    }

    private long[] ofVersion(long version) {
        for (int i = 0; i < versions.size(); i++) { // no number as an object, as the key of a map would be
            if (versions.get(i).version == version) {
                return versions.get(i).sessions;
            }
        }
        versions.add(new OfVersion(version, new long[own.getNumberOfKeyGroups()]));
        return versions.get(versions.size() - 1).sessions;
    }

    private int keyGroup(String sessionId) {
        return KeyGroupRangeAssignment.assignToKeyGroup(sessionId, keyGroups);
    }

    /** Sessions that are kept. */
    long sessions() {
        return sessions;
    }

    /** Sessions that wait for a refold; 0 under a model that has no vectors. */
    long refoldsPending() {
        return folds ? Math.max(0, sessions - ofServed) : 0; // another thread may see the one before the other
    }

    /** All counts that are not 0. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (OfVersion one : versions) {
            for (int i = 0; i < one.sessions.length; i++) {
                if (one.sessions[i] != 0) {
                    lines.add(new Line(own.getStartKeyGroup() + i, one.version, one.sessions[i]));
                }
            }
        }
        return lines;
    }
}
