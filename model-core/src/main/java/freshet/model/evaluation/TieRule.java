package freshet.model.evaluation;

import java.util.Locale;

/**
 * Where an item ranks among others of exactly the same score. A model that gives many items one
 * score, by saturation or because it counts little, gains or loses whole points by this choice
 * alone (Hidasi &amp; Czapp 2023, "The effect of third party implementations on reproducibility"),
 * so that a figure without its tie rule cannot be compared.
 */
public enum TieRule {
    /** In the order of the vocabulary, as the job answers: what a user saw. */
    SERVED {
        @Override
        double rank(int greater, int ties, int tiesBefore) {
            return greater + tiesBefore;
        }
    },
    /** Before all of them: rank = 1 + number of greater scores. The most flattering rule. */
    STANDARD {
        @Override
        double rank(int greater, int ties, int tiesBefore) {
            return greater;
        }
    },
    /** Behind all of them: rank = number of greater or equal scores, its own included. */
    CONSERVATIVE {
        @Override
        double rank(int greater, int ties, int tiesBefore) {
            return greater + ties;
        }
    },
    /** In their middle: the mean of standard and conservative, which may be a half. */
    MEDIAN {
        @Override
        double rank(int greater, int ties, int tiesBefore) {
            return greater + ties / 2.0;
        }
    };

    /**
     * The rank, 0 the best.
     *
     * @param greater items of a greater score
     * @param ties other items of the same score
     * @param tiesBefore those of them that come before it in the vocabulary
     */
    abstract double rank(int greater, int ties, int tiesBefore);

    /** The rule's name as it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
