package freshet.serving.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DrawTest {
    private static final int SESSIONS = 100_000;
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

    /** The same hash by way of the text's bytes and of big numbers. */
    private static double reference(String purpose, String model, String sessionId) {
        BigInteger hash = new BigInteger("cbf29ce484222325", 16);
        for (byte each : (purpose + "\0" + model + "\0" + sessionId).getBytes(StandardCharsets.UTF_8)) {
            hash = hash.xor(BigInteger.valueOf(each & 0xff))
                    .multiply(new BigInteger("100000001b3", 16))
                    .mod(WORD);
        }
        for (String factor : new String[] {"ff51afd7ed558ccd", "c4ceb9fe1a85ec53"}) {
            hash = hash.xor(hash.shiftRight(33))
                    .multiply(new BigInteger(factor, 16))
                    .mod(WORD);
        }
        return hash.xor(hash.shiftRight(33)).shiftRight(11).doubleValue() / Math.pow(2, 53);
    }

    @Test
    void drawsAreTheSameInAnyLanguage() {
        // computed by a program in Python
        assertThat(Draw.share("default", "s-1")).isEqualTo(0.4346537496800319);
        assertThat(Draw.shadow("default", "s-1")).isEqualTo(0.8345781679617906);
        assertThat(Draw.share("other", "ü𝄞水")).isEqualTo(0.09093722926969505);
        assertThat(Draw.shadow("default", "")).isEqualTo(0.4639351063120303);
    }

    @Property
    void aDrawIsTheHashOfTheTextsBytes(@ForAll String model, @ForAll String sessionId) {
        assertThat(Draw.share(model, sessionId)).isEqualTo(reference("share", model, sessionId));
        assertThat(Draw.shadow(model, sessionId)).isEqualTo(reference("shadow", model, sessionId));
    }

    @Property
    void aDrawIsBelowOne(@ForAll String model, @ForAll String sessionId) {
        assertThat(Draw.share(model, sessionId)).isBetween(0.0, Math.nextDown(1.0));
    }

    @Test
    void aShareIsThatShareOfTheSessions() {
        for (double share : new double[] {0.01, 0.05, 0.25, 0.5}) {
            double drawn = sessions()
                    .filter(n -> Draw.share("default", "session-" + n) < share)
                    .count();
            assertThat(drawn / SESSIONS).isCloseTo(share, within(0.005));
        }
    }

    @Test
    void theTwoDrawsAreIndependent() {
        double both = sessions()
                .filter(n -> Draw.share("default", "session-" + n) < 0.2)
                .filter(n -> Draw.shadow("default", "session-" + n) < 0.3)
                .count();
        assertThat(both / SESSIONS).isCloseTo(0.2 * 0.3, within(0.003));
    }

    private static IntStream sessions() {
        return IntStream.range(0, SESSIONS);
    }
}
