package freshet.cli.ratings;

import freshet.trainer.rating.BiasTrainer;
import freshet.trainer.rating.Ncf;
import freshet.trainer.rating.RatingFolds.Fold;
import freshet.trainer.rating.RatingTrainer;
import freshet.trainer.rating.SvdPlusPlus;
import java.util.List;
import java.util.Locale;

/** A model that predicts ratings. */
enum RatingKind {
    /** Biases alone; its penalties are chosen on the validation ratings of each fold. */
    BIAS {
        @Override
        RatingTrainer trainer(Fold fold, List<Float> scale) {
            return BiasTrainer.tuned(fold.fit(), fold.validation(), scale);
        }
    },
    /** Biases, factors, and what a user has rated. */
    SVDPP {
        @Override
        RatingTrainer trainer(Fold fold, List<Float> scale) {
            return SvdPlusPlus.DEFAULT;
        }
    },
    /** Biases and a network. */
    NCF {
        @Override
        RatingTrainer trainer(Fold fold, List<Float> scale) {
            return Ncf.DEFAULT;
        }
    };

    abstract RatingTrainer trainer(Fold fold, List<Float> scale);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
