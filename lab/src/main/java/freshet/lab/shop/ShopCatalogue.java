package freshet.lab.shop;

import java.util.regex.Pattern;

/**
 * What is on sale when. The shop has a fixed number of slots; in each one an item is replaced by a
 * new one, with a new id and a new name, when its life is over. Immutable; threads may share it.
 *
 * <p>An item id is a decimal number: edition of the slot × {@value #EDITION} + slot.
 */
public final class ShopCatalogue {
    private static final int EDITION = 100_000;
    private static final Pattern ID = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final ShopSettings settings;
    private final Drift drift;
    private final long lifeMillis;

    /** The catalogue of a shop. */
    public ShopCatalogue(ShopSettings settings) {
        this.settings = settings;
        this.drift = new Drift(settings.seed(), settings.start().toEpochMilli());
        this.lifeMillis = settings.itemLife().toMillis();
    }

    /** The id of the item that a slot holds at a time. */
    String itemAt(int slot, long timeMillis) {
        int edition = drift.renewals(slot, timeMillis, lifeMillis);
        return Long.toString((long) edition * EDITION + slot);
    }

    private static int slot(String itemId) {
        return (int) (Long.parseLong(itemId) % EDITION);
    }

    /** Whether this is the id of an item that the shop has, had or may have one day. */
    public boolean knows(String itemId) {
        return ID.matcher(itemId).matches() && slot(itemId) < settings.slots();
    }

    /** The kind of goods of an item of this shop, for example {@code jacket}. */
    public String category(String itemId) {
        return ItemNames.goods(category(slot(itemId)));
    }

    /**
     * The name of an item of this shop, for example {@code blue rain jacket}; no two items share
     * one.
     */
    public String name(String itemId) {
        int slot = slot(itemId);
        int line = slot / settings.itemsPerLine() % settings.lines();
        int edition = (int) (Long.parseLong(itemId) / EDITION);
        return ItemNames.name(category(slot), line, slot % settings.itemsPerLine() + edition * settings.itemsPerLine());
    }

    private int category(int slot) {
        return slot / (settings.itemsPerLine() * settings.lines());
    }
}
