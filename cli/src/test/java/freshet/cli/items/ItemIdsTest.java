package freshet.cli.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ItemIdsTest {
    @TempDir
    Path folder;

    @Test
    void everyLineIsAnIdAndMayHaveCommas() throws IOException {
        Path file = Files.writeString(folder.resolve("ids"), "a\n\n  b,c \r\nKäse");
        assertThat(ItemIds.read(file.toString())).containsExactly("a", "b,c", "Käse");
    }

    @Test
    void aLineThatIsNoIdIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("ids"), "a\n" + "x".repeat(257) + "\n");
        assertThatThrownBy(() -> ItemIds.read(file.toString()))
                .isInstanceOf(CommandException.class)
                .hasMessage("line 2 of " + file + " has 257 characters; an item's id has 1 to 256");
    }

    @Test
    void aFileThatIsNotUtf8IsNamed() throws IOException {
        Path file = Files.write(folder.resolve("ids"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
        assertThatThrownBy(() -> ItemIds.read(file.toString()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(file + " is not UTF-8");
    }
}
