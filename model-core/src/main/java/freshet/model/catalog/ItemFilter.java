package freshet.model.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which items may be recommended, by their attributes: conditions that must all hold, separated by
 * commas.
 *
 * <pre>
 *   category=jacket|coat, price&lt;=80, tags!=sale
 * </pre>
 *
 * <p>{@code =} holds where the item has one of the values, as its string, in its list or as its
 * number; {@code !=} where it has none of them, or no such attribute. {@code <}, {@code <=},
 * {@code >} and {@code >=} hold for numbers alone. What has a comma, a bar, an operator or a quote
 * in it, or blanks around it, is written in double quotes, a quote within it twice. Immutable.
 *
 * @param conditions at least one
 */
public record ItemFilter(List<Condition> conditions) {
    /** Most conditions, and values of one. */
    public static final int MOST = 64;

    public ItemFilter {
        conditions = List.copyOf(conditions);
    }

    /** How a value of an item is compared. */
    public enum Comparison {
        AMONG("="),
        NOT_AMONG("!="),
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }
    }

    /**
     * One condition.
     *
     * @param attribute its name
     * @param texts the values, if they are compared as strings
     * @param amounts those of them that are numbers, or the one number that is compared with
     */
    public record Condition(String attribute, Comparison comparison, Set<String> texts, List<Double> amounts) {
        public Condition {
            texts = Set.copyOf(texts);
            amounts = List.copyOf(amounts);
        }

        boolean isAmong() {
            return comparison == Comparison.AMONG || comparison == Comparison.NOT_AMONG;
        }

        /** Whether the number of an item is one of the values, or on their side. */
        boolean hasAmount(double amount) {
            return switch (comparison) {
                case AMONG, NOT_AMONG -> amounts.contains(amount + 0.0);
                case BELOW -> amount < amounts.get(0);
                case AT_MOST -> amount <= amounts.get(0);
                case ABOVE -> amount > amounts.get(0);
                case AT_LEAST -> amount >= amounts.get(0);
            };
        }
    }

    /** Whether an item passes of which nothing is known. */
    public boolean passesUnknown() {
        return conditions.stream().allMatch(condition -> condition.comparison == Comparison.NOT_AMONG);
    }

    /**
     * The filter that a text says.
     *
     * @throws IllegalArgumentException saying what is wrong where, and what would be right
     */
    public static ItemFilter of(String text) {
        return new Parser(text).filter();
    }

    /** Reads one text from its start. */
    private static final class Parser {
        private static final String SPECIAL = ",|=!<>\"";

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        ItemFilter filter() {
            List<Condition> conditions = new ArrayList<>();
            do {
                conditions.add(condition());
                if (conditions.size() > MOST) {
                    throw wrong("has more than " + MOST + " conditions");
                }
            } while (takes(","));
            if (at < text.length()) {
                throw wrong("has " + text.charAt(at) + " behind a value");
            }
            return new ItemFilter(conditions);
        }

        private Condition condition() {
            String attribute = word("the name of an attribute");
            Comparison comparison = comparison(attribute);
            Set<String> texts = new LinkedHashSet<>();
            do {
                texts.add(word("a value"));
                if (texts.size() > MOST) {
                    throw wrong("has more than " + MOST + " values");
                }
            } while (takes("|"));
            List<Double> amounts = new ArrayList<>();
            texts.forEach(value -> amount(value, amounts));
            boolean among = comparison == Comparison.AMONG || comparison == Comparison.NOT_AMONG;
            if (!among && (texts.size() > 1 || amounts.isEmpty())) {
                throw wrong("compares " + attribute + " by " + comparison.sign + " with " + String.join("|", texts)
                        + ", which is not one number");
            }
            return new Condition(attribute, comparison, texts, amounts);
        }

        private static void amount(String value, List<Double> into) {
            try {
                double amount = Double.parseDouble(value);
                if (Double.isFinite(amount)) {
                    into.add(amount + 0.0); // −0 is 0
                }
            } catch (NumberFormatException e) {
                // a string is no number: it is compared as what it is
                return;
            }
        }

        private Comparison comparison(String attribute) {
            if (takes("!=")) {
                return Comparison.NOT_AMONG;
            }
            if (takes("<=")) {
                return Comparison.AT_MOST;
            }
            if (takes(">=")) {
                return Comparison.AT_LEAST;
            }
            if (takes("<")) {
                return Comparison.BELOW;
            }
            if (takes(">")) {
                return Comparison.ABOVE;
            }
            if (takes("=")) {
                return Comparison.AMONG;
            }
            throw wrong("has no comparison behind " + attribute);
        }

        private boolean takes(String sign) {
            skipBlanks();
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return true;
            }
            return false;
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private String word(String what) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted(what);
            }
            int from = at;
            while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at).strip();
            if (word.isEmpty()) {
                throw wrong("lacks " + what);
            }
            return word;
        }

        private String quoted(String what) {
            StringBuilder word = new StringBuilder();
            at++;
            while (true) {
                int end = text.indexOf('"', at);
                if (end < 0) {
                    throw wrong("has a quote without an end");
                }
                word.append(text, at, end);
                at = end + 1;
                if (at == text.length() || text.charAt(at) != '"') {
                    break;
                }
                word.append('"');
                at++;
            }
            if (word.isEmpty()) {
                throw wrong("lacks " + what);
            }
            return word.toString();
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("the filter " + what + " at character " + (at + 1)
                    + "; write for example category=jacket|coat, price<=80, tags!=sale");
        }
    }
}
