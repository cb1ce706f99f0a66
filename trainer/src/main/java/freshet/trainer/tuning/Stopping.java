package freshet.trainer.tuning;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Objective;
import freshet.trainer.settings.SettingValues;
import java.util.List;

/** Which trials a search ends before their time. */
public enum Stopping {
    /** Those that the {@link MedianStopping} rule finds bad. */
    MEDIAN {
        @Override
        boolean ends(List<Accuracy> curve, List<Trial> earlier, Objective objective) {
            return MedianStopping.ends(curve, earlier, objective);
        }
    },
    /** None. */
    NONE {
        @Override
        boolean ends(List<Accuracy> curve, List<Trial> earlier, Objective objective) {
            return false;
        }
    };

    /** As the option {@code --stopping} has it. */
    @Override
    public String toString() {
        return SettingValues.spelling(this);
    }

    /**
     * Whether a running trial is to end.
     *
     * @param curve what it has reached, at least one epoch
     * @param earlier all trials before it
     */
    abstract boolean ends(List<Accuracy> curve, List<Trial> earlier, Objective objective);
}
