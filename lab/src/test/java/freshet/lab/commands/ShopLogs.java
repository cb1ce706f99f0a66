package freshet.lab.commands;

import freshet.lab.shop.Shop;
import freshet.lab.shop.ShopSettings;
import freshet.lab.shop.SimulatedLog;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Half an hour of a simulated shop.
 *
 * @param earlier the first twenty minutes
 * @param later the rest
 */
record ShopLogs(Path earlier, Path later) {
    private static final long MINUTE_MILLIS = 60_000;

    static ShopLogs write(Path folder) throws IOException {
        ShopSettings settings = ShopSettings.DEFAULT.withSessionsPerHour(1_200);
        long start = settings.start().toEpochMilli();
        Shop shop = new Shop(settings);
        ShopLogs logs = new ShopLogs(folder.resolve("earlier.tsv"), folder.resolve("later.tsv"));
        SimulatedLog.write(shop, start + 20 * MINUTE_MILLIS, logs.earlier);
        SimulatedLog.write(shop, start + 30 * MINUTE_MILLIS, logs.later);
        return logs;
    }

    /** Arguments of a search of small models over three settings. */
    String[] arguments(Path journal, String trials) {
        return new String[] {
            "--train", earlier.toString(),
            "--validate", later.toString(),
            "--format", "rsc15",
            "--min-support", "1",
            "--trials", trials,
            "--set", "n_sample=32",
            "--set", "epochs=3",
            "--search", "layers=8/16/8,8",
            "--search", "learning_rate=0.02..0.3:log",
            "--search", "dropout_hidden=0..0.5:0.1",
            "--journal", journal.toString()
        };
    }
}
