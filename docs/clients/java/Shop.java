import freshet.client.Answer;
import freshet.client.ClientSettings;
import freshet.client.Event;
import freshet.client.FreshetClient;
import freshet.client.Item;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Views items in one session, one after the other, and prints what to show after each:
 *
 * <pre>java -cp CLASS-PATH Shop.java BOOTSTRAP-SERVERS SESSION ITEM...</pre>
 *
 * <p>EVENTS_TOPIC, RECOMMENDATIONS_TOPIC and REJECTED_TOPIC name other topics than the default ones,
 * DEADLINE_MILLIS another deadline than a second.
 */
public final class Shop {
    private static final List<Item> BESTSELLERS = List.of(new Item("sku-1", 0), new Item("sku-2", 0));
    private static final Duration DEADLINE = Duration.ofMillis(Long.parseLong(variable("DEADLINE_MILLIS", "1000")));

    private Shop() {}

    public static void main(String[] arguments) {
        if (arguments.length < 3) {
            System.err.println("usage: java -cp CLASS-PATH Shop.java BOOTSTRAP-SERVERS SESSION ITEM...");
            System.exit(2);
        }
        ClientSettings settings = ClientSettings.of(arguments[0])
                .withTopics(
                        variable("EVENTS_TOPIC", "events"),
                        variable("RECOMMENDATIONS_TOPIC", "recommendations"),
                        variable("REJECTED_TOPIC", "rejected-events"));
        try (FreshetClient freshet = FreshetClient.connect(settings)) { // one for the whole process
            for (String item : Arrays.asList(arguments).subList(2, arguments.length)) {
                List<Item> shown = freshet.send(Event.view(arguments[1], item), DEADLINE) // never blocks
                        .thenApply(Shop::toShow)
                        .exceptionally(failure -> BESTSELLERS) // Kafka is away: the message says more
                        .join();
                System.out.println(item + " -> " + shown.stream().map(Item::id).toList());
            }
        }
    }

    private static List<Item> toShow(Answer answer) {
        if (answer instanceof Answer.Recommended own) {
            return own.items();
        }
        if (answer instanceof Answer.TimedOut late && late.newest().isPresent()) {
            return late.newest().get().items(); // of an earlier event of the session
        }
        return BESTSELLERS; // nothing is known yet, or the event was rejected
    }

    private static String variable(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
