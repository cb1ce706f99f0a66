package freshet.model.data;

import java.util.List;

/**
 * What a log held.
 *
 * @param events events that were read
 * @param lines lines of data: without the header and blank lines
 * @param malformed lines that were passed over
 * @param firstFaults the first {@link EventLog#MAX_FAULTS} of them
 */
public record LogSummary(long events, long lines, long malformed, List<LogFault> firstFaults) {}
