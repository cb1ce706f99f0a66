package freshet.trainer.tuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;

/** Where the values of one setting are drawn from. Immutable; threads may share it. */
public sealed interface Range {

    /** A value as the setting takes it. */
    String draw(SplittableRandom random);

    /** As {@link RangeText} reads it. */
    String text();

    /** One of some values, each as likely as the others: {@code cross-entropy/bpr-max}. */
    record Choices(List<String> values) implements Range {
        public Choices {
            values = List.copyOf(values);
        }

        @Override
        public String draw(SplittableRandom random) {
            return values.get(random.nextInt(values.size()));
        }

        @Override
        public String text() {
            return String.join("/", values);
        }
    }

    /**
     * min, min + step, min + 2 step and so on, none over max, each as likely as the others:
     * {@code 0..0.6:0.05}.
     */
    record Steps(BigDecimal min, BigDecimal max, BigDecimal step) implements Range {

        @Override
        public String draw(SplittableRandom random) {
            long last = max.subtract(min).divideToIntegralValue(step).longValueExact();
            return plain(min.add(step.multiply(BigDecimal.valueOf(random.nextLong(last + 1)))));
        }

        @Override
        public String text() {
            return min.toPlainString() + ".." + max.toPlainString() + ":" + step.toPlainString();
        }
    }

    /** Numbers between two, each as likely as the others, to four digits: {@code 0..0.5}. */
    record Uniform(BigDecimal min, BigDecimal max) implements Range {

        @Override
        public String draw(SplittableRandom random) {
            double low = min.doubleValue();
            return fourDigits(low + random.nextDouble() * (max.doubleValue() - low), min, max);
        }

        @Override
        public String text() {
            return min.toPlainString() + ".." + max.toPlainString();
        }
    }

    /**
     * Numbers between two above zero, whose logarithms are uniform, to four digits:
     * {@code 0.02..0.3:log}.
     */
    record LogUniform(BigDecimal min, BigDecimal max) implements Range {

        @Override
        public String draw(SplittableRandom random) {
            double low = Math.log(min.doubleValue());
            double high = Math.log(max.doubleValue());
            return fourDigits(Math.exp(low + random.nextDouble() * (high - low)), min, max);
        }

        @Override
        public String text() {
            return min.toPlainString() + ".." + max.toPlainString() + ":log";
        }
    }

    /**
     * Whole numbers between two above zero, both included: {@code 32..512:log}. A number k is drawn
     * when a log-uniform one of [min, max + 1) lies in [k, k + 1), so that P(k) = log((k + 1) / k)
     * / log((max + 1) / min).
     */
    record LogWhole(long min, long max) implements Range {

        @Override
        public String draw(SplittableRandom random) {
            double low = Math.log(min);
            double high = Math.log(max + 1.0);
            long drawn = (long) Math.exp(low + random.nextDouble() * (high - low));
            return Long.toString(Math.max(min, Math.min(max, drawn)));
        }

        @Override
        public String text() {
            return min + ".." + max + ":log";
        }
    }

    private static String fourDigits(double drawn, BigDecimal min, BigDecimal max) {
        return plain(
                BigDecimal.valueOf(drawn).round(new MathContext(4)).max(min).min(max));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
