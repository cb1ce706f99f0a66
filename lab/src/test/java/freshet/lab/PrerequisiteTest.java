package freshet.lab;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PrerequisiteTest {
    private static final String PROPERTY = "freshet.prerequisite.test";

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void whatIsThereIsNoMatter() {
        assertThatCode(() -> Prerequisite.require(PROPERTY, true, "no kettle: buy one"))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutItATestIsLeftOut() {
        assertThatThrownBy(() -> Prerequisite.require(PROPERTY, false, "no kettle: buy one"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no kettle: buy one");
    }

    @Test
    void whereItIsRequiredTheTestFails() {
        System.setProperty(PROPERTY, "required");
        assertThatThrownBy(() -> Prerequisite.require(PROPERTY, false, "no kettle: buy one"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no kettle: buy one");
    }
}
