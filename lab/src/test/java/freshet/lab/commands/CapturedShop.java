package freshet.lab.commands;

import freshet.lab.shop.Shop;
import freshet.lab.shop.ShopEvent;
import freshet.lab.shop.ShopSettings;
import freshet.schema.CapturedEvent;
import freshet.schema.EventCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes a simulated shop's events as the job captures them, hour by hour. For one thread. */
final class CapturedShop {
    private static final ShopSettings SETTINGS = ShopSettings.DEFAULT.withSessionsPerHour(400);

    private final Path folder;
    private final Shop shop = new Shop(SETTINGS);
    private long hours;
    private long offset;

    CapturedShop(Path folder) {
        this.folder = folder;
    }

    /** Writes the next hour, some 1,600 events, as a finished file. */
    void hour() throws IOException {
        Path hour = Files.createDirectories(folder.resolve(String.format("date=2026-03-02/hour=%02d", hours)));
        hours++;
        Instant end = SETTINGS.start().plus(Duration.ofHours(hours));
        try (var writer = new DataFileWriter<CapturedEvent>(new SpecificDatumWriter<>(
                CapturedEvent.getClassSchema(), SpecificData.getForClass(CapturedEvent.class)))) {
            writer.setMeta("freshet.begun", hours);
            writer.create(
                    CapturedEvent.getClassSchema(),
                    hour.resolve("events-a-0.avro").toFile());
            ShopEvent event = shop.next();
            while (event.timeMillis() < end.toEpochMilli()) {
                writer.append(captured(event));
                event = shop.next();
            }
        }
    }

    private CapturedEvent captured(ShopEvent event) {
        Instant time = Instant.ofEpochMilli(event.timeMillis());
        return new CapturedEvent(
                event.sessionId(),
                event.itemId(),
                time,
                "view",
                event.eventId(),
                null,
                Map.of(),
                time,
                new EventCoordinates("events", 0, offset++),
                null);
    }
}
