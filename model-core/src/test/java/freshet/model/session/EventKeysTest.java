package freshet.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventKeysTest {

    @Test
    void keyIsTheStartOfSha256() {
        // printf abc | sha256sum
        assertThat(new EventKeys().key("abc")).isEqualTo(0xba7816bf8f01cfeaL);
    }

    @Test
    void noIdHasNoKey() {
        assertThat(new EventKeys().key("")).isEqualTo(ItemEvent.NO_KEY);
    }
}
