package freshet.job;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a JVM's default locale from changing Kafka's settings while a job is built. Flink's
 * {@code KafkaSourceBuilder} lowers "EARLIEST" by the default locale, and in a Turkish one it
 * becomes "earlıest", which no consumer knows. Threads may share it.
 */
final class CaseOfSettings {
    private static final Logger LOG = LoggerFactory.getLogger(CaseOfSettings.class);
    private static final String WORD = "EARLIEST";

    private CaseOfSettings() {}

    /**
     * Builds something. Where the default locale changes letters of settings, the JVM has
     * {@link Locale#ROOT} meanwhile, and the log says so.
     */
    static void keep(Runnable build) {
        Locale before = Locale.getDefault();
        if (keeps(before)) {
            build.run();
            return;
        }
        LOG.warn(
                "the default locale of this JVM is {}, in which {} becomes {}: while the job is built it is the"
                        + " root locale;"
                        + " to be rid of this line start Java with -Duser.language=en",
                before,
                WORD,
                WORD.toLowerCase(before));
        Locale.setDefault(Locale.ROOT);
        try {
            build.run();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static boolean keeps(Locale locale) {
        return WORD.toLowerCase(locale).equals(WORD.toLowerCase(Locale.ROOT));
    }
}
