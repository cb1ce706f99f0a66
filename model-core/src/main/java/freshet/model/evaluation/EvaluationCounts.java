package freshet.model.evaluation;

import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.evaluation.SessionPlay.PlayedEvent;
import freshet.model.load.ServedModel;
import java.util.List;
import java.util.stream.IntStream;

/** What an evaluation counts while it runs. For one thread. */
final class EvaluationCounts {
    private final EvaluationSettings settings;
    private final Vocabulary vocabulary;
    private final ItemPopularity popularity;
    private final PopularityGroups groups;
    private final PredictionJudge judge;
    private final List<QualityCounts> qualities; // one per K
    private final List<ReliabilityCounter> reliabilities;
    private final long[] chosen; // (items): how often each came next
    private long sessions;
    private long events;
    private long repeats;
    private long equalTimes;
    private long unknown;

    EvaluationCounts(EvaluationSettings settings, ServedModel model) {
        this.settings = settings;
        this.vocabulary = model.model().vocabulary();
        int items = vocabulary.size();
        this.popularity = new ItemPopularity(model.popular().support());
        this.groups = new PopularityGroups(model.popular().support());
        this.judge = new PredictionJudge(settings, model.popular().shares());
        this.qualities = settings.cutoffs().stream()
                .map(k -> new QualityCounts(k, items))
                .toList();
        this.reliabilities = IntStream.of(1, settings.largestCutoff())
                .filter(k -> settings.probabilities())
                .distinct()
                .mapToObj(ReliabilityCounter::new)
                .toList();
        this.chosen = new long[items];
    }

    /** Counts all events of a key. */
    void opened(SessionPlay play, int logged) {
        repeats += logged - play.events().size();
        equalTimes += play.equalTimes();
        for (PlayedEvent event : play.events()) {
            events++;
            sessions += event.opensSession() ? 1 : 0;
            unknown += row(event) == PredictionJudge.NO_ITEM ? 1 : 0;
        }
    }

    /** Events taken up so far, repeats included. */
    long logged() {
        return events + repeats;
    }

    /** @param scores of all items (items) after the play's last event */
    void predicted(SessionPlay play, float[] scores) {
        int next = row(play.next());
        double rank = judge.judge(scores, row(play.last()), next);
        for (QualityCounts quality : qualities) {
            quality.add(play.last(), next, rank, judge);
        }
        if (next != PredictionJudge.NO_ITEM) {
            chosen[next]++;
        }
    }

    /**
     * @param ranked what is served after the play's last event, in row {@code slot}; has as many
     *     items as the largest K, where there are so many
     */
    void answered(SessionPlay play, RankedItems ranked, int slot) {
        int next = row(play.next());
        for (ReliabilityCounter reliability : reliabilities) {
            double confidence = 0;
            boolean hit = false;
            for (int rank = 0; rank < Math.min(reliability.k(), ranked.count(slot)); rank++) {
                confidence += ranked.probability(slot, rank);
                hit |= ranked.row(slot, rank) == next;
            }
            reliability.add(confidence, hit);
        }
    }

    Evaluation result() {
        return new Evaluation(
                settings,
                sessions,
                events,
                repeats,
                equalTimes,
                unknown,
                qualities.stream()
                        .map(quality -> quality.result(popularity, groups, chosen))
                        .toList(),
                reliabilities.stream().map(ReliabilityCounter::reliability).toList());
    }

    private int row(PlayedEvent event) {
        return vocabulary.row(event.event().itemId()).orElse(PredictionJudge.NO_ITEM);
    }
}
