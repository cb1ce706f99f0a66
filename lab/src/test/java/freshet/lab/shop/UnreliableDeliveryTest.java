package freshet.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnreliableDeliveryTest {
    private static final List<ShopEvent> SENT = sent();

    @Test
    void someEventsComeTwiceAndSomeLateButNoneIsLostOrInvented() {
        List<ShopEvent> received = received(0.02, 0.05);

        assertThat(received).containsAll(SENT).allMatch(SENT::contains);
        assertThat(received.size() - SENT.size()).isCloseTo(40, within(20));
        assertThat(received.stream().distinct()).isNotEqualTo(SENT);
        assertThat(outOfOrder(received)).isGreaterThan(50);
    }

    @Test
    void withoutFaultsEventsComeAsTheyWereSent() {
        assertThat(received(0, 0)).isEqualTo(SENT);
    }

    @Test
    void aShareThatWouldPileUpIsRefused() {
        assertThatThrownBy(() -> new UnreliableDelivery(SENT.iterator(), 0.5, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the share of duplicates is 0.5; it must be in [0, 0.1]");
    }

    private static List<ShopEvent> received(double duplicates, double delayed) {
        List<ShopEvent> received = new ArrayList<>();
        new UnreliableDelivery(SENT.iterator(), duplicates, delayed, 3).forEachRemaining(received::add);
        return received;
    }

    private static long outOfOrder(List<ShopEvent> events) {
        return Stream.iterate(1, i -> i < events.size(), i -> i + 1)
                .filter(i -> events.get(i).timeMillis() < events.get(i - 1).timeMillis())
                .count();
    }

    private static List<ShopEvent> sent() {
        Shop shop = new Shop(ShopSettings.DEFAULT);
        return Stream.generate(shop::next).limit(2_000).toList();
    }
}
