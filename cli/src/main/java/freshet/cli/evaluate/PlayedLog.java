package freshet.cli.evaluate;

import freshet.cli.SessionGap;
import freshet.cli.log.EventTypes;
import freshet.model.data.LogSummary;
import java.nio.file.Path;

/**
 * The log that models are measured on.
 *
 * @param file where it is
 * @param format its format
 * @param gap pause that ended a session
 * @param maxItems newest events that a session retained
 * @param types which of its events were played
 * @param summary what it held
 */
record PlayedLog(Path file, String format, SessionGap gap, int maxItems, EventTypes types, LogSummary summary) {}
