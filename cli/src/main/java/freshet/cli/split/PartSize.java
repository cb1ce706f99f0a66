package freshet.cli.split;

import freshet.cli.TimeText;
import freshet.model.data.Session;
import freshet.trainer.SessionMoment;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How large the last part of a log is. */
sealed interface PartSize {

    /**
     * The moment with which the part begins, milliseconds since 1970.
     *
     * @param sessions of the whole log, at least one
     * @param by which moment of a session counts
     * @throws IllegalArgumentException if it is a share of 1 or more
     */
    long from(List<Session> sessions, SessionMoment by);

    /**
     * Both parts together.
     *
     * @throws IllegalArgumentException if one is a share and the other a time
     */
    PartSize with(PartSize other);

    /** A share of the sessions, over 0 and under 1. */
    record Share(double share) implements PartSize {

        @Override
        public long from(List<Session> sessions, SessionMoment by) {
            return by.ofLast(sessions, share);
        }

        @Override
        public PartSize with(PartSize other) {
            if (other instanceof Share more) {
                return new Share(share + more.share);
            }
            throw mixed();
        }
    }

    /** The time before the log's last event. */
    record Span(Duration time) implements PartSize {

        @Override
        public long from(List<Session> sessions, SessionMoment by) {
            long last = sessions.stream().mapToLong(SessionMoment.END::of).max().orElseThrow();
            return last - time.toMillis();
        }

        @Override
        public PartSize with(PartSize other) {
            if (other instanceof Span more) {
                return new Span(time.plus(more.time));
            }
            throw mixed();
        }
    }

    private static IllegalArgumentException mixed() {
        return new IllegalArgumentException("one is a share of the sessions and the other a time; give both alike");
    }

    /** Reads a share, {@code 0.1}, or a time, {@code 1d}. */
    final class Converter implements ITypeConverter<PartSize> {
        private static final Pattern NUMBER = Pattern.compile("[0-9.]{1,20}");

        @Override
        public PartSize convert(String text) {
            PartSize size = NUMBER.matcher(text.strip()).matches() ? share(text) : span(text);
            if (size instanceof Share given && !(given.share() > 0 && given.share() < 1)
                    || size instanceof Span time && time.time().isZero()) {
                throw wrong(text);
            }
            return size;
        }

        private static PartSize share(String text) {
            try {
                return new Share(Double.parseDouble(text.strip()));
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
        }

        private static PartSize span(String text) {
            try {
                return new Span(new TimeText().convert(text));
            } catch (TypeConversionException e) {
                throw wrong(text);
            }
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "\"" + text + "\" is neither a time nor a share between 0 and 1; write for example 1d, 12h or 0.1");
        }
    }
}
