package freshet.model.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.kind.TinyBundles;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTestTest {

    @Test
    void theSelfTestRefusesAModelThatComputesOtherwise() {
        SelfTestCase wrong = new SelfTestCase(List.of("i0"), List.of("i1"), List.of(0.99f));
        ModelBundle tested = TinyBundles.gru(1, 6, 4, wrong);
        try (var model = TinyBundles.build(tested)) {
            assertThatThrownBy(() -> SelfTest.run(tested, model))
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("self-test session 0: item \"i1\" at rank 1 has probability");
        }
    }
}
