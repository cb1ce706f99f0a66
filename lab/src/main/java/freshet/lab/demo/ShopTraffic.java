package freshet.lab.demo;

import freshet.gateway.item.ItemTitle;
import freshet.lab.shop.Shop;
import freshet.lab.shop.ShopCatalogue;
import freshet.lab.shop.ShopEvent;
import freshet.lab.shop.ShopSettings;
import freshet.lab.shop.UnreliableDelivery;
import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Makes the simulated shop's traffic: hours on record, then live clicks in time lapse, of which a
 * few come twice.
 */
final class ShopTraffic {
    private static final double EVENTS_PER_SESSION = 4.1; // as the shop's visits are long, see Shop
    private static final double DUPLICATES = 0.005;

    private ShopTraffic() {}

    /**
     * @param past event time on record, milliseconds
     * @param rate events per second of the clock, on average over the day
     * @param speed how many times faster than the clock event time runs
     */
    static Traffic of(Duration past, double rate, double speed, long seed) {
        double sessionsPerHour = rate * Duration.ofHours(1).toSeconds() / speed / EVENTS_PER_SESSION;
        ShopSettings settings = ShopSettings.DEFAULT.withSeed(seed).withSessionsPerHour(sessionsPerHour);
        long liveMillis = settings.start().plus(past).toEpochMilli();
        ShopCatalogue catalogue = new ShopCatalogue(settings);
        Shop shop = new Shop(settings);
        EventKeys keys = new EventKeys();
        List<LoggedEvent> record = new ArrayList<>();
        ShopEvent event = shop.next();
        while (event.timeMillis() < liveMillis) {
            record.add(event.logged(keys));
            event = shop.next();
        }
        Iterator<LoggedEvent> live = Stream.generate(new UnreliableDelivery(shop, DUPLICATES, 0, seed)::next)
                .map(click -> click.logged(keys))
                .iterator();
        return new Traffic(
                List.copyOf(record),
                live,
                Instant.ofEpochMilli(liveMillis),
                TrafficPace.ofSpeed(liveMillis, speed),
                OptionalLong.empty(),
                itemId -> title(catalogue, itemId),
                String.format(
                        Locale.ROOT,
                        "a simulated shop with %,d items on sale; its time runs %.0f times as fast as yours",
                        settings.slots(),
                        speed));
    }

    private static Optional<ItemTitle> title(ShopCatalogue catalogue, String itemId) {
        return catalogue.knows(itemId)
                ? Optional.of(new ItemTitle(catalogue.name(itemId), catalogue.category(itemId)))
                : Optional.empty();
    }
}
