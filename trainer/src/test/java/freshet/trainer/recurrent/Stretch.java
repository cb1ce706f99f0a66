package freshet.trainer.recurrent;

import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.loss.ReferenceLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Consecutive steps of a batch as the reference sees them: what went in, what should have come out,
 * which candidates there were. Gives the sum of the events' losses, divided by the size of a full
 * batch, for the weights as they are now, the states at the begin taken as constant.
 */
final class Stretch {
    private record Step(int[] inputs, int[] targets, int[] previousSlots, int[] candidates, double[][][] factors) {}

    private final ReferenceRecurrent reference;
    private final ReferenceLoss loss;
    private final double[] corrections; // logQ by item
    private final int batchSize; // of a full batch
    private final List<double[][]> begin; // states of all layers by slot
    private final List<Step> steps = new ArrayList<>();

    Stretch(
            ReferenceRecurrent reference,
            ReferenceLoss loss,
            double[] corrections,
            int batchSize,
            List<double[][]> begin) {
        this.reference = reference;
        this.loss = loss;
        this.corrections = corrections;
        this.batchSize = batchSize;
        this.begin = begin;
    }

    /** @param dropouts of the signals, as drawn for this step */
    void add(SessionParallelBatches batch, int[] candidates, List<Dropout> dropouts) {
        int size = batch.size();
        steps.add(new Step(
                Arrays.copyOf(batch.inputs(), size),
                Arrays.copyOf(batch.targets(), size),
                Arrays.copyOf(batch.previousSlots(), size),
                candidates,
                IntStream.range(0, size)
                        .mapToObj(slot -> factors(dropouts, slot))
                        .toArray(double[][][]::new)));
    }

    /** By signal and column: what a value of 1 becomes. */
    private double[][] factors(List<Dropout> dropouts, int slot) {
        double[][] factors = reference.kept();
        for (int signal = 0; signal < factors.length; signal++) {
            float[] ones = new float[factors[signal].length];
            Arrays.fill(ones, 1f);
            dropouts.get(signal).apply(ones, slot);
            for (int i = 0; i < ones.length; i++) {
                factors[signal][i] = ones[i];
            }
        }
        return factors;
    }

    /** The dropout factors of a signal that have come up. */
    Set<Double> factors(int signal) {
        return steps.stream()
                .flatMap(step -> Arrays.stream(step.factors()))
                .flatMap(slot -> Arrays.stream(slot[signal]).boxed())
                .collect(Collectors.toSet());
    }

    double loss() {
        List<double[][]> states = begin;
        double sum = 0;
        for (Step step : steps) {
            states = fold(states, step);
            for (int session = 0; session < states.size(); session++) {
                sum += loss(states.get(session), step, session);
            }
        }
        return sum / batchSize;
    }

    /** The states at the end. */
    List<double[][]> end() {
        List<double[][]> states = begin;
        for (Step step : steps) {
            states = fold(states, step);
        }
        return states;
    }

    private List<double[][]> fold(List<double[][]> before, Step step) {
        List<double[][]> after = new ArrayList<>();
        for (int slot = 0; slot < step.inputs().length; slot++) {
            int previous = step.previousSlots()[slot];
            boolean start = previous == SessionParallelBatches.SESSION_START;
            after.add(reference.fold(
                    start ? reference.start() : before.get(previous), step.inputs()[slot], step.factors()[slot]));
        }
        return after;
    }

    /** Candidates that are the target once more are no negatives. */
    private double loss(double[][] states, Step step, int session) {
        int target = step.targets()[session];
        double[][] factors = step.factors()[session];
        int[] negatives = Arrays.stream(step.candidates())
                .filter(candidate -> candidate != target)
                .toArray();
        return loss.of(
                reference.score(states, target, factors),
                corrections[target],
                Arrays.stream(negatives)
                        .mapToDouble(negative -> reference.score(states, negative, factors))
                        .toArray(),
                Arrays.stream(negatives)
                        .mapToDouble(negative -> corrections[negative])
                        .toArray());
    }
}
