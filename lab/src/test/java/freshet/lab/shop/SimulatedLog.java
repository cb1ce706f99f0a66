package freshet.lab.shop;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the shop's clicks as a recorded log in the format {@code rsc15}: tab-separated SessionId,
 * ItemId, Time in seconds with milliseconds behind the point, under a header; the events of a
 * session follow each other in order of arrival. The format has no event ids.
 */
public final class SimulatedLog {

    private SimulatedLog() {}

    /**
     * Writes the clicks up to a moment.
     *
     * @param clicks in event-time order or nearly so; read until one is at {@code endMillis} or
     *     later, which is lost
     * @param endMillis event time, milliseconds
     * @param file is written anew; compressed if its name ends in {@code .gz}
     * @return how many events are in the file
     */
    public static long write(Iterator<ShopEvent> clicks, long endMillis, Path file) throws IOException {
        Map<String, List<ShopEvent>> sessions = new LinkedHashMap<>();
        long events = 0;
        while (clicks.hasNext()) {
            ShopEvent event = clicks.next();
            if (event.timeMillis() >= endMillis) {
                break;
            }
            sessions.computeIfAbsent(event.sessionId(), id -> new ArrayList<>()).add(event);
            events++;
        }
        try (Writer out = new BufferedWriter(new OutputStreamWriter(open(file), StandardCharsets.UTF_8))) {
            out.write("SessionId\tItemId\tTime\n");
            for (List<ShopEvent> session : sessions.values()) {
                for (ShopEvent event : session) {
                    out.write(event.sessionId() + "\t" + event.itemId() + "\t" + seconds(event) + "\n");
                }
            }
        }
        return events;
    }

    private static String seconds(ShopEvent event) {
        return BigDecimal.valueOf(event.timeMillis(), 3).toPlainString();
    }

    private static OutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        try {
            return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }
}
