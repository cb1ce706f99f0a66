package freshet.trainer.item2vec;

import freshet.trainer.TrainingData;
import freshet.trainer.item2vec.Item2Vec.Form;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * What is predicted from what in a session. Its context is the items at most {@code window} places
 * before or after an item. In skip-gram the item predicts each item of its context, in CBOW the
 * mean of the context predicts the item. Before that, an event of an item with the share f of all
 * events is left out with probability 1 − √(subsample / f) (Mikolov et al. 2013, section 2.3). For
 * one thread.
 */
final class Contexts {
    private final TrainingData data;
    private final Form form;
    private final int window;
    private final double subsample;
    private final double events;
    private final SplittableRandom random;
    private final int[] items; // of the session as it is kept
    private final int[] inputs;
    private int length;
    private int inputCount;
    private int target;
    private int at; // the item whose context is next
    private int other; // place in its context, for skip-gram

    Contexts(TrainingData data, Item2Vec settings, SplittableRandom random) {
        this.data = data;
        this.form = settings.form();
        this.window = settings.window() == 0 ? Integer.MAX_VALUE / 2 : settings.window();
        this.subsample = settings.subsample();
        this.events = LongStream.of(data.support()).sum();
        this.random = random;
        int longest = 0;
        for (int s = 0; s < data.sessions(); s++) {
            longest = Math.max(
                    longest,
                    data.sessionOffsets().get(s + 1) - data.sessionOffsets().get(s));
        }
        this.items = new int[longest];
        this.inputs = new int[longest];
    }

    /** Begins a session. */
    void load(int session) {
        length = 0;
        for (int i = data.sessionOffsets().get(session);
                i < data.sessionOffsets().get(session + 1);
                i++) {
            if (keeps(data.items().get(i))) {
                items[length++] = data.items().get(i);
            }
        }
        at = 0;
        other = -1;
    }

    private boolean keeps(int item) {
        return subsample == 0 || random.nextDouble() < Math.sqrt(subsample * events / data.support()[item]);
    }

    /** Goes on to the session's next prediction; false when there is none. */
    boolean next() {
        return length > 1 && (form == Form.CBOW ? nextMean() : nextPair());
    }

    private boolean nextMean() {
        if (at == length) {
            return false;
        }
        inputCount = 0;
        for (int i = Math.max(0, at - window); i < Math.min(length, at + window + 1); i++) {
            if (i != at) {
                inputs[inputCount++] = items[i];
            }
        }
        target = items[at++];
        return true;
    }

    private boolean nextPair() {
        other = Math.max(other + 1, at - window);
        if (other == at) {
            other++;
        }
        if (other == length || other > at + window) {
            at++;
            other = -1;
            return at < length && nextPair();
        }
        inputs[0] = items[at];
        inputCount = 1;
        target = items[other];
        return true;
    }

    /** The rows that predict; the first {@link #inputCount} count. */
    int[] inputs() {
        return inputs;
    }

    int inputCount() {
        return inputCount;
    }

    /** The row that is predicted. */
    int target() {
        return target;
    }
}
