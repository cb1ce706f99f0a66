package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import org.junit.jupiter.api.Test;

class ModelKindsTest {

    @Test
    void anUnknownKindIsNamed() {
        assertThatThrownBy(() -> ModelKinds.named("oracle"))
                .isInstanceOf(BundleException.class)
                .hasMessage("model kind \"oracle\" is unknown; this version knows [gru4rec, markov, popularity,"
                        + " session-popularity]");
    }
}
