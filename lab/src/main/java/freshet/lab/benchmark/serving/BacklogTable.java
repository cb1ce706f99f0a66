package freshet.lab.benchmark.serving;

import java.util.Locale;
import java.util.Map;

/** A backlog's figures for a person. */
final class BacklogTable {
    private BacklogTable() {}

    /** Without a line break at its end. */
    static String of(BacklogFigures backlog) {
        Map<String, Number> figure = backlog.figures();
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                """
                backlog: %,d events in %.1f s; load %.1f
                events per second                          %,10.0f
                  per core-second of the task's threads    %,10.0f
                  per core-second of the whole process     %,10.0f
                average batch                              %10.1f
                sessions folded from their start           %9.0f%%
                checkpoints; bytes of the last             %10d; %,d
                microseconds per event:""",
                figure.get("events").longValue(),
                figure.get("seconds").doubleValue(),
                backlog.load(),
                figure.get("eventsPerSecond").doubleValue(),
                figure.get("eventsPerTaskCoreSecond").doubleValue(),
                figure.get("eventsPerProcessCoreSecond").doubleValue(),
                figure.get("averageBatch").doubleValue(),
                100 * figure.get("refoldShare").doubleValue(),
                figure.get("checkpoints").longValue(),
                figure.get("checkpointBytes").longValue()));
        for (String stage : JobProbe.STAGES) {
            row(table, stage + ", on the clock", figure.get(stage + "MicrosPerEvent"));
        }
        row(table, "CPU of the task's threads", figure.get("taskCpuMicrosPerEvent"));
        row(table, "CPU of the source's threads", figure.get("sourceCpuMicrosPerEvent"));
        row(table, "CPU of the whole process", figure.get("processCpuMicrosPerEvent"));
        table.append(String.format(
                Locale.ROOT,
                "%nbytes allocated per event by the task      %,10.0f",
                figure.get("taskBytesPerEvent").doubleValue()));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Number micros) {
        table.append(String.format(Locale.ROOT, "%n  %-40s %10.1f", name, micros.doubleValue()));
    }
}
