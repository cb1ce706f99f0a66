package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> KNOWN = List.of("events", "models", "items", "sku-1", "sku-2", "sku-3", "sku-4");

    @Test
    void aSlipOfTheFingerIsNear() {
        assertThat(NearNames.of("model", KNOWN)).containsExactly("models");
        assertThat(NearNames.question("evnts", KNOWN)).isEqualTo(" (did you mean events?)");
    }

    @Test
    void caseAndBlanksAtTheEndsCountAsNoDifference() {
        assertThat(NearNames.of(" MODELS", KNOWN)).containsExactly("models");
    }

    @Test
    void theNearestThreeAreNamed() {
        assertThat(NearNames.of("sku-2", KNOWN)).containsExactly("sku-2", "sku-1", "sku-3");
        assertThat(NearNames.question("sku-", KNOWN)).isEqualTo(" (did you mean sku-1 or sku-2 or sku-3?)");
    }

    @Test
    void anotherWordIsNotNear() {
        assertThat(NearNames.of("nope", KNOWN)).isEmpty();
        assertThat(NearNames.question("x", List.of())).isEmpty();
    }
}
