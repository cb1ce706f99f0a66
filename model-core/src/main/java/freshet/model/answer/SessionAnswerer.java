package freshet.model.answer;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import freshet.model.catalog.ItemFilter;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.List;
import java.util.Optional;

/**
 * Answers a batch of sessions with one model: given all that is known of each session in event-time
 * order, what comes next? Reuses a session's cached hidden vector if this model version made it and
 * the history has only grown at its end. Otherwise folds from the start. Allocates nothing of its
 * own per call. For one thread.
 */
public final class SessionAnswerer implements AutoCloseable {
    private static final int NO_KNOWN_ITEM = -1;
    private static final int UNKNOWN = -1;

    private final ServedModel served;
    private final SessionRules rules;
    private final AnswerStages stages;
    private final Vocabulary vocabulary;
    private final BatchRecommender recommender;
    private final ExcludeRule exclude;
    private final RuleRows rows;
    private final Optional<LimitedAnswers> limited;
    private final Optional<TrendAnswers> trends;
    private final SessionBatch batch;
    private final RankedItems ranked; // (maxBatch, k or deeper where a limit leaves items out), by slot
    private final PopularAnswer popular;
    private final int[] slots; // (maxBatch): where in the batch a session is, or NO_KNOWN_ITEM
    private final boolean[] unranked; // (maxBatch): by slot, whether the model ranks no item that is allowed
    private final boolean[] trending; // (maxBatch): whether what trends answers a session
    private float[] shares = {}; // (items): scores by popularity, once they are wanted

    /** @param k items wanted per session, any item */
    public SessionAnswerer(ServedModel served, SessionRules rules, int maxBatch, int k) {
        this(served, rules, maxBatch, k, ExcludeRule.NONE, new WithheldIds(), AnswerStages.UNWATCHED);
    }

    /**
     * @param k items wanted per session
     * @param exclude which of a session's own items it never gets
     * @param withheld which items nobody gets; taken as it is at each call
     * @param stages hears how far each batch has come
     */
    public SessionAnswerer(
            ServedModel served,
            SessionRules rules,
            int maxBatch,
            int k,
            ExcludeRule exclude,
            WithheldIds withheld,
            AnswerStages stages) {
        this(served, rules, maxBatch, k, exclude, new ItemRules(withheld), stages);
    }

    /**
     * @param k items wanted per session
     * @param exclude which of a session's own items it never gets
     * @param items which items may be recommended; taken as it is at each call
     * @param stages hears how far each batch has come
     */
    public SessionAnswerer(
            ServedModel served,
            SessionRules rules,
            int maxBatch,
            int k,
            ExcludeRule exclude,
            ItemRules items,
            AnswerStages stages) {
        NextItemModel model = served.model();
        this.served = served;
        this.rules = rules;
        this.stages = stages;
        this.vocabulary = model.vocabulary();
        this.exclude = exclude;
        this.rows = items.rows(vocabulary);
        int depth = items.limit().isPresent() ? LimitedAnswers.depth(model, k) : k;
        this.limited = items.limit().map(limit -> new LimitedAnswers(model, rows, maxBatch, rules.maxItems(), k));
        this.trends = items.trends()
                .map(trending -> new TrendAnswers(items, trending, vocabulary, rules, maxBatch, depth, k));
        this.recommender = model.newRecommender(maxBatch, depth);
        this.batch = new SessionBatch(maxBatch, rules.maxItems(), model.stateWidth(), stages::folded);
        this.ranked = new RankedItems(maxBatch, depth);
        this.popular = new PopularAnswer(served.popular(), depth);
        this.slots = new int[maxBatch];
        this.unranked = new boolean[maxBatch];
        this.trending = new boolean[maxBatch];
    }

    /** The model that answers. */
    public ServedModel served() {
        return served;
    }

    /** Whether its model leaves a hidden vector in the sessions that it answers. */
    public boolean keepsHidden() {
        return batch.stateWidth() > 0;
    }

    /**
     * Answers up to maxBatch sessions, each after the event that it admitted last, and leaves in
     * each the vector that its current session folds to, where the answer rests on the whole of it.
     * The answers are there until the next call: {@link #source}, and row {@link #slot} of
     * {@link #ranked}.
     *
     * @param sessions distinct sessions with at least one event each
     */
    public void answer(List<SessionState> sessions) {
        answerBeside(sessions);
        for (int i = 0; i < sessions.size(); i++) {
            if (slots[i] != NO_KNOWN_ITEM) {
                keepHidden(sessions.get(i), slots[i]);
            }
        }
    }

    /**
     * Answers them as {@link #answer} does, and leaves nothing in them: another model keeps its
     * own.
     */
    public void answerBeside(List<SessionState> sessions) {
        answerBeside(sessions, rows.items());
    }

    /**
     * Answers them as {@link #answerBeside(List)} does, with nothing but what passes a filter.
     *
     * @return how many items may be recommended
     */
    public int answerBeside(List<SessionState> sessions, ItemFilter filter) {
        WithheldItems others = rows.only(filter);
        answerBeside(sessions, others);
        return vocabulary.size() - others.size();
    }

    private void answerBeside(List<SessionState> sessions, WithheldItems withheld) {
        load(sessions);
        batch.excluded().withhold(withheld);
        batch.excluded().boost(rows.boosts());
        if (batch.size() > 0) {
            recommender.recommend(batch, ranked);
            answerUnranked();
        }
        if (trends.isPresent()) {
            answerByTrend(trends.get(), sessions);
        }
        if (limited.isPresent()) {
            limit(limited.get(), sessions.size());
        }
        stages.ranked();
    }

    /** Gives what trends to sessions that would get the popular items. */
    private void answerByTrend(TrendAnswers answers, List<SessionState> sessions) {
        ExcludedItems excluded = batch.excluded();
        for (int i = 0; i < sessions.size(); i++) {
            int slot = slots[i];
            if (slot == NO_KNOWN_ITEM) {
                RankedItems all = popular.under(excluded.withheld(), excluded.boosts());
                trending[i] = answers.rank(i, sessions.get(i), excluded, slot, all, 0);
            } else {
                trending[i] = unranked[slot] && answers.rank(i, sessions.get(i), excluded, slot, ranked, slot);
            }
            if (trending[i] && limited.isPresent()) {
                answers.limit(rows, i);
            }
        }
    }

    private void limit(LimitedAnswers answers, int sessions) {
        for (int slot = 0; slot < batch.size(); slot++) {
            answers.limit(batch, ranked, slot, popular);
        }
        if (batch.size() < sessions) { // some know no item
            answers.limitPopular(popular, batch.excluded());
        }
    }

    /**
     * Gives the popular items where the model ranks nothing, or nothing but what is excluded. A
     * list that is only short stays as it is: it is the model's.
     */
    private void answerUnranked() {
        for (int slot = 0; slot < batch.size(); slot++) {
            unranked[slot] = ranked.count(slot) == 0;
            if (unranked[slot]) {
                popular.rank(slot, batch.excluded(), ranked);
            }
        }
    }

    /** Where the items of a session's answer come from. */
    public AnswerSource source(int session) {
        int slot = slots[session];
        return slot == NO_KNOWN_ITEM || unranked[slot] ? AnswerSource.POPULAR : AnswerSource.MODEL;
    }

    /** Holds a session's answer, among others: rows of the vocabulary of {@link #served}. */
    public RankedItems ranked(int session) {
        if (trending[session]) {
            TrendAnswers answers = trends.orElseThrow();
            return limited.isPresent() ? answers.limited() : answers.answers();
        }
        if (limited.isPresent()) {
            return slots[session] == NO_KNOWN_ITEM
                    ? limited.get().popular()
                    : limited.get().answers();
        }
        return slots[session] == NO_KNOWN_ITEM
                ? popular.under(batch.excluded().withheld(), batch.excluded().boosts())
                : ranked;
    }

    /** The row of {@link #ranked} that is a session's answer. */
    public int slot(int session) {
        return trending[session] ? session : Math.max(slots[session], 0); // of the popular items there is one row
    }

    /**
     * Scores all items, excluded ones too, for up to maxBatch sessions as {@link #answer} does, and
     * leaves the same vectors.
     *
     * @param sessions distinct sessions with at least one event each
     * @param out is called once per session: first, in order, for those of which the model knows an
     *     item, then for the others; these, and where the model ranks no item, are scored by
     *     popularity
     */
    public void score(List<SessionState> sessions, ScoreRows out) {
        load(sessions);
        if (batch.size() > 0) {
            recommender.score(batch, (slot, scores) -> out.row(indexOf(slot), ranksAny(scores) ? scores : shares()));
        }
        for (int i = 0; i < sessions.size(); i++) {
            if (slots[i] == NO_KNOWN_ITEM) {
                out.row(i, shares());
            } else {
                keepHidden(sessions.get(i), slots[i]);
            }
        }
    }

    private static boolean ranksAny(float[] scores) {
        for (float score : scores) {
            if (score > Float.NEGATIVE_INFINITY) {
                return true;
            }
        }
        return false;
    }

    private float[] shares() {
        shares = shares.length == 0 ? served.popular().shares() : shares;
        return shares;
    }

    private int indexOf(int slot) {
        int index = slot; // sessions without a known item have no slot
        while (slots[index] != slot) {
            index++;
        }
        return index;
    }

    private void load(List<SessionState> sessions) {
        batch.clear();
        for (int i = 0; i < sessions.size(); i++) {
            slots[i] = load(sessions.get(i));
        }
    }

    /**
     * Puts the known items that a session's answer rests on, and its cached vector, into the batch
     * and gives its slot there.
     */
    private int load(SessionState session) {
        int first = session.answeredFrom(rules);
        int end = session.answeredTo(rules);
        int last = end - 1;
        while (!session.restsOn(last)) {
            last--;
        }
        int covered = session.reusable(served.version(), rules);
        int slot = NO_KNOWN_ITEM;
        int folded = 0;
        for (int place = first; place <= last; place++) {
            int row = session.restsOn(place)
                    ? vocabulary.rowOr(session.event(place).itemId(), UNKNOWN)
                    : UNKNOWN;
            if (row != UNKNOWN) {
                slot = slot == NO_KNOWN_ITEM ? batch.add() : slot;
                batch.append(slot, row, session.event(place).timeMillis());
                if (exclude == ExcludeRule.SEEN || exclude == ExcludeRule.CURRENT && place == last) {
                    batch.excluded().add(slot, row);
                }
                folded += place - first < covered ? 1 : 0;
            }
        }
        if (folded > 0) {
            batch.restore(slot, session.hidden(), folded);
        }
        return slot;
    }

    private void keepHidden(SessionState session, int slot) {
        int width = batch.stateWidth();
        if (width > 0 && session.answersWhole(rules)) {
            session.cache(served.version(), batch.states(), slot * width, width, rules);
        }
    }

    @Override
    public void close() {
        rows.close();
        limited.ifPresent(LimitedAnswers::close);
        recommender.close();
    }

    /** Where the items of an answer come from. */
    public enum AnswerSource {
        /** The model, which knows at least one item of the session. */
        MODEL,
        /**
         * The most popular items, or those that trend: the model knows no item of the session, or
         * ranks none that may be recommended to it.
         */
        POPULAR
    }
}
