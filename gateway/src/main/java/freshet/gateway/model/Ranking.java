package freshet.gateway.model;

import freshet.gateway.model.Answer.Source;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.answer.SessionAnswerer;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.catalog.ItemFilter;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What comes next in a session that is given by its items.
 *
 * @param session with at least one event
 * @param position events of it that the answer rests on
 * @param wanted most items
 * @param exclude items that are left out of the ranking; the others keep their probabilities
 * @param filter what an item has to pass to be ranked
 * @param answer is completed with it
 */
record Ranking(
        SessionState session,
        int position,
        int wanted,
        Set<String> exclude,
        Optional<ItemFilter> filter,
        CompletableFuture<Answer> answer)
        implements Question {
    /** Items that a call may leave out. */
    static final int MOST_EXCLUDED = 100;

    /** Items that are ranked: what is left is enough, however many a call leaves out. */
    static final int RANKED = ModelSettings.MOST_ITEMS + MOST_EXCLUDED;

    private static final String NO_ITEM = ""; // no vocabulary has it, so that the popular items answer

    /**
     * A question.
     *
     * @param items oldest first; without one the most popular items are the answer
     * @param rules say how many of the newest ones count
     * @param nowMillis taken for the time of the newest event, milliseconds since 1970
     */
    static Ranking of(
            List<String> items,
            SessionRules rules,
            long nowMillis,
            int wanted,
            Set<String> exclude,
            Optional<ItemFilter> filter) {
        List<String> newest = items.subList(Math.max(0, items.size() - rules.maxItems()), items.size());
        SessionState session = new SessionState();
        // A millisecond apart, the least gap that there is: equal events would be repetitions.
        long time = nowMillis - newest.size();
        for (String item : newest) {
            session.admit(ItemEvent.view(item, ++time), rules, Long.MIN_VALUE);
        }
        if (newest.isEmpty()) {
            session.admit(ItemEvent.view(NO_ITEM, nowMillis), rules, Long.MIN_VALUE);
        }
        return new Ranking(session, newest.size(), wanted, Set.copyOf(exclude), filter, new CompletableFuture<>());
    }

    /** The answer before any model. */
    void answerNone() {
        answer.complete(new Answer(0, Source.NONE, position, filter.map(any -> 0), List.of()));
    }

    /** Answers by a pass of its own, where it has a filter. */
    void answerFiltered(SessionAnswerer by, ItemFilter wantedItems) {
        answer(by, 0, Optional.of(by.answerBeside(List.of(session), wantedItems)));
    }

    /** @param place of the session among those that were answered together */
    void answer(SessionAnswerer by, int place) {
        answer(by, place, Optional.empty());
    }

    private void answer(SessionAnswerer by, int place, Optional<Integer> matching) {
        Vocabulary vocabulary = by.served().model().vocabulary();
        RankedItems ranked = by.ranked(place);
        int slot = by.slot(place);
        List<Answer.Item> items = new ArrayList<>();
        for (int rank = 0; rank < ranked.count(slot) && items.size() < wanted; rank++) {
            String item = vocabulary.item(ranked.row(slot, rank));
            if (!exclude.contains(item)) {
                items.add(new Answer.Item(item, ranked.probability(slot, rank)));
            }
        }
        Source source = by.source(place) == AnswerSource.MODEL ? Source.MODEL : Source.POPULAR;
        answer.complete(new Answer(by.served().version(), source, position, matching, items));
    }

    @Override
    public void fail(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
