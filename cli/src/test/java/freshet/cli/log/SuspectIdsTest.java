package freshet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspectIdsTest {
    private record Event(String session, String item) {}

    private final List<Event> log = new ArrayList<>();

    @Test
    void ordinaryIds_areNotToldOf() {
        ordinary(1_000);
        log.add(new Event("s1", "banana"));
        log.add(new Event("s1", "null and void"));
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "null", "NA", "\\N", "NaN", "None", "undefined", "N/A"})
    void aWordForAMissingValue_isToldWithItsShare(String word) {
        ordinary(900);
        for (int i = 0; i < 100; i++) {
            log.add(new Event("t" + i, word));
        }
        assertThat(warnings())
                .containsExactly("items are named as programs write a missing value: \"" + word
                        + "\" (10.0 % of events); leave these events out of the log if they name no item");
    }

    @Test
    void severalWords_standInOneWarning_theMostFrequentFirst() {
        ordinary(60);
        for (int i = 0; i < 40; i++) {
            log.add(new Event("t" + i, i % 4 == 0 ? "NA" : "NULL"));
        }
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("\"NULL\" (30.0 % of events), \"NA\" (10.0 % of events)");
    }

    @Test
    void aRareItemOfThatName_isNotToldOf() {
        ordinary(10_000);
        log.add(new Event("s1", "None"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void oneSessionThatHoldsATenth_isTold() {
        ordinary(900);
        for (int i = 0; i < 110; i++) {
            log.add(new Event("0", "item" + i % 50));
        }
        assertThat(warnings())
                .containsExactly("single session ids hold much of the log: \"0\" (10.9 % of events); leave these events"
                        + " out if they belong to many visitors");
    }

    @Test
    void aSessionNamedAsMissing_isToldFromAHundredthOn() {
        ordinary(970);
        for (int i = 0; i < 30; i++) {
            log.add(new Event("null", "item" + i));
        }
        assertThat(warnings()).singleElement().asString().contains("\"null\" (3.0 % of events)");
    }

    @Test
    void itemsWithBlanksAtTheirEnds_areTold() {
        ordinary(1_000);
        log.add(new Event("s1", "sku-1  "));
        assertThat(warnings())
                .containsExactly("1 of 51 item ids begin or end with a blank, for example \"sku-1  \"; ids are taken as"
                        + " they are, take the blanks out of the log if they are no part of them");
    }

    @Test
    void sessionsWithBlanksAtTheirEnds_areTold() {
        ordinary(1_000);
        log.add(new Event("s1\u00a0", "item1"));
        assertThat(warnings())
                .containsExactly(
                        "events whose session id begins or ends with a blank: 1, for example \"s1\u00a0\"; ids are"
                                + " taken as they are, take the blanks out of the log if they are no part of them");
    }

    /** Five events per session, fifty items of the same support. */
    private void ordinary(int events) {
        for (int i = 0; i < events; i++) {
            log.add(new Event("s" + i / 5, "item" + i % 50));
        }
    }

    private List<String> warnings() {
        return SuspectIds.warnings(each -> log.forEach(event -> each.accept(event.session(), event.item())));
    }
}
