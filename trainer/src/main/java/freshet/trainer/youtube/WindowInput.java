package freshet.trainer.youtube;

import freshet.model.SessionBatch;
import freshet.model.encoder.CalendarTime;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.youtube.YoutubeDnn.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.stream.Stream;

/**
 * What a {@link YoutubeDnn}'s tower takes of a window, forward and backward: the mean of its items,
 * hour, weekday and age. Dropout is applied to the items' rows. Members of a team may work on
 * different windows at once.
 */
final class WindowInput {
    /** Of a window whose time is not known. */
    static final long NO_TIME = SessionBatch.NO_TIME;

    private final Parameter table; // x (V, h)
    private final int h;
    private final int c;
    private final int width; // d
    private final float kept; // 1 − decay
    private final Context context;
    private final Optional<DenseWeights> hours; // H (24, c)
    private final Optional<DenseWeights> weekdays; // D (7, c)
    private final Dropout dropout;
    private final Matrix values; // (B, d)
    private final Matrix gradients; // (B, d)
    private final float[][] rows; // (members, h)
    private final float[][] inputs; // (members, d)
    private final float[][] sums; // (members, 24 c)

    WindowInput(
            YoutubeDnn model,
            YoutubeDnnWeights weights,
            Dropout dropout,
            int batchSize,
            int members,
            MatrixMemory memory) {
        this.table = weights.input;
        this.h = weights.width;
        this.c = weights.contextWidth;
        this.width = model.inputWidth();
        this.kept = 1 - model.decay();
        this.context = model.context();
        this.hours = weights.hours.map(table -> new DenseWeights(table, memory));
        this.weekdays = weights.weekdays.map(table -> new DenseWeights(table, memory));
        this.dropout = dropout;
        this.values = memory.matrix(batchSize, width);
        this.gradients = memory.matrix(batchSize, width);
        this.rows = new float[members][h];
        this.inputs = new float[members][width];
        this.sums = new float[members][CalendarTime.HOURS * c];
    }

    List<DenseWeights> dense() {
        return Stream.of(hours, weekdays).flatMap(Optional::stream).toList();
    }

    String table() {
        return table.name();
    }

    /** Of the rows of all windows. */
    Dropout dropout() {
        return dropout;
    }

    /** What goes in (B, d). */
    Matrix values() {
        return values;
    }

    /** Of what goes in; to be written before {@link #backwardItems}. */
    Matrix gradients() {
        return gradients;
    }

    /**
     * Of some windows.
     *
     * @param times of their newest events, milliseconds since 1970, or {@link #NO_TIME}
     * @param ages from 0 to 1
     */
    void forward(int member, Windows windows, long[] times, float[] ages, int from, int to) {
        float[] input = inputs[member];
        float[] row = rows[member];
        for (int slot = from; slot < to; slot++) {
            Arrays.fill(input, 0f);
            float weight = newestWeight(windows, slot);
            for (int place = windows.to(slot) - 1; place >= windows.from(slot); place--) {
                System.arraycopy(table.values(), windows.item(place) * h, row, 0, h);
                dropout.apply(row, place);
                Vectors.addMultiple(input, weight, row, h);
                weight *= kept;
            }
            if (context.hasTime() && times[slot] != NO_TIME) {
                copyRow(hours.orElseThrow(), CalendarTime.hour(times[slot]), input, h);
                copyRow(weekdays.orElseThrow(), CalendarTime.weekday(times[slot]), input, h + c);
            }
            if (context.hasAge()) {
                float age = ages[slot];
                input[h + 2 * c] = age;
                input[h + 2 * c + 1] = age * age;
                input[h + 2 * c + 2] = (float) Math.sqrt(age);
            }
            values.put(slot, 0, input, 0, width);
        }
    }

    private void copyRow(DenseWeights context, int row, float[] input, int to) {
        System.arraycopy(context.parameter().values(), row * c, input, to, c);
    }

    /** 1 / Σ_i w_i. */
    private float newestWeight(Windows windows, int slot) {
        float weights = 0;
        float weight = 1;
        for (int place = windows.from(slot); place < windows.to(slot); place++) {
            weights += weight;
            weight *= kept;
        }
        return 1 / weights;
    }

    /** From the gradients of all windows to those of the items of a share. */
    void backwardItems(int member, Windows windows, ItemShare share, ItemGradients items) {
        float[] row = rows[member];
        float[] grad = inputs[member];
        for (int slot = 0; slot < windows.size(); slot++) {
            gradients.get(slot, 0, grad, 0, h);
            float weight = newestWeight(windows, slot);
            for (int place = windows.to(slot) - 1; place >= windows.from(slot); place--) {
                if (share.has(windows.item(place))) {
                    Arrays.fill(row, 0f);
                    Vectors.addMultiple(row, weight, grad, h);
                    dropout.apply(row, place);
                    items.add(windows.item(place), row);
                }
                weight *= kept;
            }
        }
    }

    /** From the gradients of all windows to a part of those of hours and weekdays. */
    void backwardContext(int member, int members, int batch, long[] times) {
        hours.ifPresent(table -> backwardTable(member, members, table, CalendarTime::hour, h, batch, times));
        weekdays.ifPresent(table -> backwardTable(member, members, table, CalendarTime::weekday, h + c, batch, times));
    }

    private void backwardTable(
            int member, int members, DenseWeights rowsOf, LongToIntFunction row, int column, int batch, long[] times) {
        int first = rowsOf.parameter().rows() * member / members;
        int end = rowsOf.parameter().rows() * (member + 1) / members;
        float[] grad = inputs[member];
        float[] sum = sums[member];
        Arrays.fill(sum, 0, (end - first) * c, 0f);
        for (int slot = 0; slot < batch; slot++) {
            int at = (row.applyAsInt(times[slot]) - first) * c;
            if (at >= 0 && at < (end - first) * c) {
                gradients.get(slot, column, grad, 0, c);
                for (int i = 0; i < c; i++) {
                    sum[at + i] += grad[i];
                }
            }
        }
        rowsOf.gradient().put(0, first * c, sum, 0, (end - first) * c);
    }
}
