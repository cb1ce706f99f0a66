package freshet.gateway.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.gateway.settings.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitlesFileTest {
    @TempDir
    Path folder;

    @Test
    void titlesAreReadByTheirColumns() throws IOException {
        TitlesFile titles =
                titles("\ufeffcategory,price,itemId,title\r\njacket,10,1,\"rain, blue\"\n,5,2, lamp \n,1,3,\n");

        assertThat(titles.size()).isEqualTo(2);
        assertThat(titles.of("1")).contains(new ItemTitle("rain, blue", "jacket"));
        assertThat(titles.of("2")).contains(new ItemTitle("lamp", ""));
        assertThat(titles.of("3")).isEmpty();
    }

    @Test
    void theCategoryMayBeMissing() throws IOException {
        assertThat(titles("itemId,title\n1,lamp\n").of("1")).contains(new ItemTitle("lamp", ""));
    }

    @Test
    void aWrongFileIsNamedWithItsLine() throws IOException {
        assertThatThrownBy(() -> titles("item;name\n"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("titles.csv")
                .hasMessageContaining("itemId,title");
        assertThatThrownBy(() -> titles("itemId,title\n1,lamp\n2\n"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("1 columns");
        assertThatThrownBy(() -> new TitlesFile(folder.resolve("none.csv")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("items.titles is")
                .hasMessageContaining("none.csv");
    }

    @Test
    void aFileDeepInFoldersIsNamedWhole() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(100))).resolve("titles.csv");
        Files.writeString(deep, "item,name\n");

        assertThatThrownBy(() -> new TitlesFile(deep)).hasMessageContaining("is \"" + deep + "\"; its first line");
    }

    private TitlesFile titles(String text) throws IOException {
        return new TitlesFile(Files.writeString(folder.resolve("titles.csv"), text));
    }
}
