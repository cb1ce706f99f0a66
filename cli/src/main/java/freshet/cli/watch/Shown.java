package freshet.cli.watch;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Prints the outcomes that are asked for, and counts them. For one thread. */
final class Shown {
    private static final int UNREADABLE_TOLD = 3;
    private static final int MOST_CHARACTERS = 1 << 16;

    private final OutcomeForm form;
    private final Set<String> sessions;
    private final PrintWriter out;
    private final Consumer<String> say;
    private long read;
    private long answers;
    private long rejections;
    private long unreadable;
    private final StringBuilder lines = new StringBuilder(); // not handed on yet

    /**
     * @param sessions whose outcomes are shown; all if it is empty
     * @param say takes a line for the user, beside the output
     */
    Shown(OutcomeForm form, Set<String> sessions, PrintWriter out, Consumer<String> say) {
        this.form = form;
        this.sessions = Set.copyOf(sessions);
        this.out = out;
        this.say = say;
    }

    /** Takes the next outcome. */
    void take(Outcome outcome) {
        read++;
        if (outcome instanceof Outcome.Unreadable garbage) {
            unreadable++;
            if (unreadable <= UNREADABLE_TOLD) {
                say.accept("record " + garbage.place() + " cannot be read and is left out: " + garbage.why());
            }
        } else if (sessions.isEmpty() || outcome.isOf(sessions)) {
            print(outcome);
        }
    }

    /** Outcomes printed. */
    long count() {
        return answers + rejections;
    }

    /** Hands on what was printed. False if nobody reads it any more. */
    boolean flush() {
        if (lines.isEmpty()) {
            return true;
        }
        handOn();
        // Java's standard output keeps an error to itself.
        return !out.checkError() && !System.out.checkError();
    }

    /** What was seen, in one sentence. */
    String sum() {
        return counted(answers, "recommendation") + " and " + counted(rejections, "rejection") + " shown, of "
                + counted(read, "record") + " read"
                + (unreadable == 0 ? "" : "; " + counted(unreadable, "record") + " could not be read");
    }

    private void print(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            answers++;
            lines.append(form.line(answered));
        } else if (outcome instanceof Outcome.Rejected rejected) {
            rejections++;
            lines.append(form.line(rejected));
        }
        lines.append(System.lineSeparator());
        if (lines.length() > MOST_CHARACTERS) {
            handOn();
        }
    }

    private void handOn() {
        out.print(lines);
        out.flush();
        lines.setLength(0);
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
