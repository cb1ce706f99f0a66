package freshet.trainer.report;

import java.util.List;

/** What the validation sessions say about the model. */
record Judgement(Comparison comparison, Bands bands, Popularity popularity) {

    /** @param judged the model first, then the trivial ones, the strongest of them first */
    static Judgement of(List<Judged> judged) {
        return new Judgement(Comparison.of(judged), Bands.of(judged), Popularity.of(judged));
    }
}
