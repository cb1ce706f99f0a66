package freshet.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

final class ItemIdsTest {
    @TempDir
    Path folder;

    @Test
    void everyLineIsAnIdAndMayHaveCommas() throws IOException {
        Path file = Files.writeString(folder.resolve("ids"), "a\n\n  b,c \r\nKäse");
        assertThat(ItemIds.read(file.toString())).containsExactly("a", "  b,c ", "Käse");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAnId() throws IOException {
        Path file = Files.writeString(folder.resolve("ids"), "\ufeffa\nb\n\ufeffc\n");
        assertThat(ItemIds.read(file.toString())).containsExactly("a", "b", "c");
    }

    @Test
    void idsWithBlanksAtTheirEndsAreTold() {
        assertThat(ItemIds.blankWarning(List.of("a b", "c"))).isEmpty();
        assertThat(ItemIds.blankWarning(List.of("a", "sku-1  ", "\u00a0b")))
                .contains(
                        "2 of 3 ids begin or end with a blank, first \"sku-1  \"; in a file ids are taken as they are,"
                                + " take the blanks out if they are no part of them");
    }

    @Test
    void blanksAroundATypedIdAreNoPartOfIt() {
        CommandSpec items = new CommandLine(new ItemsCommand()).getCommandSpec();
        assertThat(ItemIds.typed(" \u00a0 sku 1\t", "--withhold", items)).isEqualTo("sku 1");
        assertThatThrownBy(() -> ItemIds.typed("  ", "--withhold", items))
                .isInstanceOf(ParameterException.class)
                .hasMessage("an id of --withhold has 0 characters; an item's id has 1 to 256");
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
                .hasMessage(file + " cannot be read: line 2 is not UTF-8; write the file in UTF-8");
    }
}
