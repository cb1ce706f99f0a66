package freshet.model.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is kept for one session key: the history, which is the truth, and the hidden vector, which
 * is a cache of folding it. Mutable; for one thread.
 *
 * <p>The history holds the newest {@link SessionRules#maxItems()} events of the key in event-time
 * order, those of equal time in the order of their arrival. The current session is its longest tail
 * without a pause over the gap. Both depend on the set of events, and on the order of arrival only
 * among events of equal time: an event that bridges two parts joins them, and an event before the
 * retained window is late in any order.
 *
 * <p>The answer to an event rests on the session that has the event, see {@link #restsOn}. As a
 * rule that is the whole current session. It is less where an event belongs to an earlier session,
 * or where an event behind it came from a clock that is ahead: such an event spoils no other one's
 * answer.
 *
 * <p>One file of over 300 lines: each event moves places in the history, in the session and in the
 * cache at once, so that no part could keep its invariants alone.
 */
public final class SessionState {
    private static final float[] NO_HIDDEN = {};

    private final ArrayList<ItemEvent> history; // in the order of ItemEvent.BY_TIME
    private final LastAnswer lastAnswer = new LastAnswer();
    private long modelVersion;
    private float[] hidden; // (stateWidth) of the model of that version, or empty
    private int asked; // place of the event that was admitted last: the one to be answered
    private int covered; // events of the current session, from its first, that hidden has folded

    /** A key of which nothing is known yet. */
    public SessionState() {
        this(List.of(), 0, NO_HIDDEN, 0);
    }

    /**
     * A state as it was kept.
     *
     * @param history events in the order of {@link ItemEvent#BY_TIME}, copied
     * @param modelVersion the version that made {@code hidden}
     * @param hidden the cached vector, empty if none is kept; this state's own from now on, which
     *     it may write to
     * @param covered how many events of the current session, from its first, the vector has folded
     */
    public SessionState(List<ItemEvent> history, long modelVersion, float[] hidden, int covered) {
        this.history = new ArrayList<>(history.size() + 1); // with room for the event that it is read for
        for (ItemEvent event : history) {
            this.history.add(event);
        }
        this.asked = this.history.size() - 1;
        this.modelVersion = modelVersion;
        this.hidden = hidden;
        this.covered = covered;
    }

    /**
     * Offers an event: puts it at its place in the history, or says why it has none.
     *
     * @param watermark event time up to which all events are held to have arrived, milliseconds;
     *     {@link Long#MIN_VALUE} if nothing is known
     */
    public Admission admit(ItemEvent event, SessionRules rules, long watermark) {
        int at = placeBehind(event.timeMillis());
        int first = firstOfSession(at, event.timeMillis(), rules);
        int end = endOfSession(at, event.timeMillis(), rules);
        if (has(event, first, end)) {
            return Admission.DUPLICATE;
        }
        boolean appended = at == history.size();
        boolean current = end == history.size();
        boolean full = history.size() >= rules.maxItems();
        if (full && at == 0 || !current && isOver(event, rules, watermark)) {
            return Admission.LATE;
        }
        boolean continued = appended && at > 0 && rules.sameSession(lastEventTime(), event.timeMillis());
        boolean slid = full && first == 0;
        if (current && !(continued && !slid)) {
            covered = 0;
        }
        history.add(at, event);
        asked = at;
        if (full) {
            forgetOldest();
        }
        forgetEarlierSessions(rules, watermark);
        return Admission.ACCEPTED;
    }

    /** The events of the current session, oldest first: a view. */
    public List<ItemEvent> session(SessionRules rules) {
        return Collections.unmodifiableList(history.subList(start(rules), history.size()));
    }

    /** How many events the current session has. */
    public int sessionLength(SessionRules rules) {
        return history.size() - start(rules);
    }

    /**
     * The first place of the session that has the event admitted last. The state must have an
     * event.
     */
    public int answeredFrom(SessionRules rules) {
        return firstOfSession(asked, history.get(asked).timeMillis(), rules);
    }

    /** The place behind that session. */
    public int answeredTo(SessionRules rules) {
        return endOfSession(asked, history.get(asked).timeMillis(), rules);
    }

    /**
     * Whether the answer to the event admitted last rests on the event at a place of its session:
     * on itself, on all before it, and on those behind it that were not from a clock ahead.
     */
    public boolean restsOn(int place) {
        return place <= asked || !history.get(place).isAhead();
    }

    /**
     * How many events the answer to the event admitted last rests on, this one included: at least
     * 1.
     */
    public int position(SessionRules rules) {
        int end = answeredTo(rules);
        int position = 0;
        for (int place = answeredFrom(rules); place < end; place++) {
            position += restsOn(place) ? 1 : 0;
        }
        return position;
    }

    /**
     * Whether that answer rests on the whole current session, so that its vector may be kept for
     * the next one.
     */
    public boolean answersWhole(SessionRules rules) {
        for (int place = asked + 1; place < history.size(); place++) {
            if (!restsOn(place)
                    || !rules.sameSession(
                            history.get(place - 1).timeMillis(),
                            history.get(place).timeMillis())) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many events from {@link #answeredFrom} on the cached vector of this version has folded; 0
     * if it is none for this answer.
     */
    public int reusable(long version, SessionRules rules) {
        return answersWhole(rules) ? covered(version) : 0;
    }

    /**
     * All retained events of the key, those of earlier sessions that an event could still join
     * included: a view.
     */
    public List<ItemEvent> history() {
        return Collections.unmodifiableList(history);
    }

    /** How many events {@link #history} has: 0 only for a key of which nothing is known yet. */
    public int size() {
        return history.size();
    }

    /** The event at a place of {@link #history}, in {@code [0, size())}. */
    public ItemEvent event(int place) {
        return history.get(place);
    }

    /**
     * Time of the newest event, milliseconds.
     *
     * @throws IllegalStateException if no event was admitted yet
     */
    public long lastEventTime() {
        if (history.isEmpty()) {
            throw new IllegalStateException("the session has no event yet");
        }
        return history.get(history.size() - 1).timeMillis();
    }

    /**
     * Keeps a copy of the vector to which a model of the given version has folded the whole current
     * session, in place of the one before. To be called only where {@link #answersWhole}.
     *
     * @param vectors holds it from {@code from} on
     * @param width its floats
     */
    public void cache(long version, float[] vectors, int from, int width, SessionRules rules) {
        if (hidden.length != width) {
            hidden = new float[width];
        }
        System.arraycopy(vectors, from, hidden, 0, width);
        modelVersion = version;
        covered = sessionLength(rules);
    }

    /**
     * What was recommended after the last event that was admitted: to be written by the one who
     * recommends.
     */
    public LastAnswer lastAnswer() {
        return lastAnswer;
    }

    /**
     * Whether the event admitted last is the newest of the key and follows another one of its
     * session: then it tells whether the answer before it was right.
     */
    public boolean isContinued(SessionRules rules) {
        int last = history.size() - 1;
        return last > 0
                && asked == last
                && rules.sameSession(
                        history.get(last - 1).timeMillis(), history.get(last).timeMillis());
    }

    /**
     * How many events of the current session, from its first, the cached vector of this version has
     * folded; 0 if none.
     */
    public int covered(long version) {
        return modelVersion == version ? covered : 0;
    }

    /** The version whose vector is cached. */
    public long modelVersion() {
        return modelVersion;
    }

    /**
     * The cached vector (stateWidth) itself, empty if none is kept. Valid where {@link #covered} is
     * over 0, until the next is kept.
     */
    public float[] hidden() {
        return covered == 0 ? NO_HIDDEN : hidden;
    }

    /**
     * The first place behind all events of this time or an earlier one. Most events come in order:
     * the search starts there.
     */
    private int placeBehind(long timeMillis) {
        int place = history.size();
        while (place > 0 && history.get(place - 1).timeMillis() > timeMillis) {
            place--;
        }
        return place;
    }

    /**
     * Whether the history has the event. An id counts within its session alone, the part from
     * {@code first} to {@code end} that the event falls into: the next visit may count from 1
     * again. A repetition that says the same time is one at any place.
     */
    private boolean has(ItemEvent event, int first, int end) {
        for (int i = 0; i < history.size(); i++) { // no iterator per event
            ItemEvent kept = history.get(i);
            if (kept.repeats(event) && (i >= first && i < end || kept.saidMillis() == event.saidMillis())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first place of the session of an event at this time that is, or is about to be, at
     * a place.
     */
    private int firstOfSession(int at, long timeMillis, SessionRules rules) {
        int first = at;
        long next = timeMillis;
        while (first > 0 && rules.sameSession(history.get(first - 1).timeMillis(), next)) {
            next = history.get(--first).timeMillis();
        }
        return first;
    }

    /**
     * The place behind that session, where what is at {@code from} and behind it follows an event
     * at this time.
     */
    private int endOfSession(int from, long timeMillis, SessionRules rules) {
        int end = from;
        long before = timeMillis;
        while (end < history.size()
                && rules.sameSession(before, history.get(end).timeMillis())) {
            before = history.get(end++).timeMillis();
        }
        return end;
    }

    private int start(SessionRules rules) {
        return history.isEmpty() ? 0 : firstOfSession(history.size() - 1, lastEventTime(), rules);
    }

    private static boolean isOver(ItemEvent event, SessionRules rules, long watermark) {
        return event.timeMillis() + rules.gapMillis() < watermark;
    }

    private void forgetEarlierSessions(SessionRules rules, long watermark) {
        for (int start = start(rules); start > 0 && isOver(history.get(0), rules, watermark); start--) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        history.remove(0);
        asked--;
    }
}
