package freshet.trainer.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.data.Session;
import freshet.model.text.Sha256;
import freshet.trainer.Preprocessing;
import freshet.trainer.TimeSplit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut, damaged or made up, with a hash that is right or wrong. */
class HostileSetTest {
    private static final int HEADER_BYTES = 8 + 14 * 8 + 32;

    @TempDir
    Path folder;

    private Path set;

    @BeforeEach
    void writeSet() throws IOException {
        set = Files.createDirectory(folder.resolve("set"));
        List<Session> sessions = RandomSessions.of(4, 120);
        try (TrainingSetWriter writer = new TrainingSetWriter(set, RandomSessions.runs(sessions, 1, folder))) {
            writer.write(
                    Preprocessing.KEEP_ALL,
                    TimeSplit.inOrder(writer.recorded().starts(), 0.1),
                    0.1,
                    true,
                    JsonNodeFactory.instance.objectNode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TrainingSet.WHOLE, TrainingSet.EARLIER, TrainingSet.LATER})
    void aFileThatIsCutAnywhereIsRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(set.resolve(name));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 20) {
            Files.write(set.resolve(name), Arrays.copyOf(whole, length));
            assertRefused(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TrainingSet.WHOLE, TrainingSet.EARLIER, TrainingSet.LATER})
    void aFileWithAByteThatIsAnotherIsRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(set.resolve(name));
        for (int at = 0; at < whole.length; at += 1 + whole.length / 20) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(set.resolve(name), damaged);
            assertRefused(name);
        }
    }

    /** The hash is right, as one who makes up a set can compute it. */
    @ParameterizedTest
    @ValueSource(strings = {TrainingSet.WHOLE, TrainingSet.LATER})
    void aFileThatWasMadeUpIsReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(set.resolve(name));
        for (int at = 16; at + 4 <= whole.length - 32; at += at < HEADER_BYTES ? 4 : 68) {
            for (int value : new int[] {-1, 0, Integer.MAX_VALUE, 1 << 20}) {
                byte[] made = whole.clone();
                ByteBuffer.wrap(made).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
                Files.write(set.resolve(name), sealed(made));
                try {
                    TrainingSet.open(set);
                } catch (SetException e) {
                    assertThat(e)
                            .hasMessageStartingWith(set.resolve(name) + ": ")
                            .hasMessageEndingWith("again");
                }
            }
        }
    }

    @Test
    void countsOfManyMoreEventsThanThereAreCostNoMemory() throws IOException {
        forge(header -> header.putLong(24, 2_000_000_000L)); // events

        assertThatThrownBy(() -> TrainingSet.open(set))
                .isInstanceOf(SetException.class)
                .hasMessageContaining("bytes, where its counts want ");
    }

    @Test
    void anItemBeyondTheVocabularyIsNamed() throws IOException {
        int items = 10;
        int events = (int) ByteBuffer.wrap(Files.readAllBytes(set.resolve(TrainingSet.WHOLE)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(24);
        int sessions = (int) ByteBuffer.wrap(Files.readAllBytes(set.resolve(TrainingSet.WHOLE)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(32);
        int vocabulary = TrainingSet.open(set).whole().vocabulary().size();
        assertThat(vocabulary).isLessThanOrEqualTo(items);
        forge(file -> file.putInt(HEADER_BYTES + 8 * (2 * vocabulary + events + sessions), 77));

        assertThatThrownBy(() -> TrainingSet.open(set))
                .isInstanceOf(SetException.class)
                .hasMessage(set.resolve(TrainingSet.WHOLE) + ": event 0 is of item 77, and it has " + vocabulary
                        + "; prepare the training set again");
    }

    @Test
    void aNewerVersionIsRefusedInWords() throws IOException {
        forge(file -> file.putLong(8, 2));

        assertThatThrownBy(() -> TrainingSet.open(set))
                .hasMessageContaining("it is of version 2, and this Freshet reads 1");
    }

    @Test
    void aDescriptionThatIsNoJsonIsRefused() throws IOException {
        for (String text : List.of("", "[]", "{", "{\"origin\": 1}", "{\"origin\": {}, \"held_out_share\": 7}")) {
            Files.writeString(set.resolve(TrainingSet.DESCRIPTION), text);
            assertRefused(TrainingSet.DESCRIPTION);
        }
    }

    private void forge(Consumer<ByteBuffer> change) throws IOException {
        byte[] made = Files.readAllBytes(set.resolve(TrainingSet.WHOLE));
        change.accept(ByteBuffer.wrap(made).order(ByteOrder.LITTLE_ENDIAN));
        Files.write(set.resolve(TrainingSet.WHOLE), sealed(made));
    }

    private static byte[] sealed(byte[] file) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(file, 0, file.length - 32);
        System.arraycopy(sha256.digest(), 0, file, file.length - 32, 32);
        return file;
    }

    private void assertRefused(String name) {
        assertThatThrownBy(() -> TrainingSet.open(set))
                .isInstanceOf(SetException.class)
                .hasMessageContaining(set.resolve(name).toString());
    }
}
