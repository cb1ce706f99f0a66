package freshet.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final String UUID = "0f9d1c1e-8f0b-4c57-9a3e-2b6d5a7c8e90";

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("model.safetensors");
    }

    @Test
    void theContentTakesThePlaceOfTheOldOneAndNothingIsBeside() throws IOException {
        Files.writeString(file, "old");

        WholeFile.write(file, text("new"));

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("model.safetensors");
    }

    @Test
    void aWriteThatFailsHalfWayLeavesTheOldFileAndNothingBeside() throws IOException {
        Files.writeString(file, "old");

        assertThatThrownBy(() -> WholeFile.write(file, channel -> {
                    text("ne").writeTo(channel);
                    throw new IOException("no space left");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": no space left");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("model.safetensors");
    }

    @Test
    void ofSeveralFilesNoneIsWrittenWhereOneCannotBe() throws IOException {
        Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
        files.put(file, text("new"));
        files.put(folder.resolve("second"), channel -> {
            throw new IOException("no space left");
        });

        assertThatThrownBy(() -> WholeFile.writeAll(files)).hasMessage(folder.resolve("second") + ": no space left");
        assertThat(names()).isEmpty();
    }

    @Test
    void severalFilesAreWrittenTogether() throws IOException {
        WholeFile.writeAll(Map.of(file, text("new"), folder.resolve("second"), text("too")));

        assertThat(file).hasContent("new");
        assertThat(folder.resolve("second")).hasContent("too");
        assertThat(names()).hasSize(2);
    }

    /** A name of 255 bytes has no room for that of its part. */
    @Test
    void aPlaceThatTakesNoFileIsKnownBefore() throws IOException {
        Path large = folder.resolve("x".repeat(255));

        assertThatThrownBy(() -> WholeFile.requireWritable(large)).hasMessage(large + ": File name too long");
        WholeFile.requireWritable(file);
        assertThat(names()).isEmpty();
    }

    @Test
    void whileItIsWrittenTheOldFileStandsBesideAHiddenPart() throws IOException {
        Files.writeString(file, "old");

        WholeFile.write(file, channel -> {
            text("new").writeTo(channel);
            assertThat(file).hasContent("old");
            assertThat(names()).hasSize(2).anyMatch(name -> name.matches("\\.model\\.safetensors\\..+\\.part"));
        });
    }

    @Test
    void whatAKilledWriteLeftIsDeletedByTheNextOfTheSameTarget() throws IOException {
        Files.writeString(folder.resolve(".model.safetensors." + UUID + ".part"), "half");

        WholeFile.write(file, text("new"));

        assertThat(names()).containsExactly("model.safetensors");
    }

    @Test
    void whatIsNoLeftPartOfThisTargetStays() throws IOException {
        List<String> others = List.of(
                ".model.safetensors.training." + UUID + ".part",
                ".model.safetensors.mine.part",
                "model.safetensors." + UUID + ".part",
                ".modelXsafetensors." + UUID + ".part");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "dear to somebody");
        }

        WholeFile.write(file, text("new"));

        assertThat(names()).containsAll(others);
    }

    /** Two writers at once: the later one does not take the other's part for a left one. */
    @Test
    void aPartThatIsBeingWrittenStays() throws IOException {
        WholeFile.write(file, channel -> {
            WholeFile.write(file, text("in between"));
            assertThat(names()).hasSize(2);
            text("last").writeTo(channel);
        });

        assertThat(file).hasContent("last");
        assertThat(names()).containsExactly("model.safetensors");
    }

    /** The lock is what tells: the same part goes as soon as nobody holds it. */
    @Test
    void aPartIsDeletedOnceItsLockIsGone() throws IOException {
        Path part = Files.writeString(folder.resolve(".model.safetensors." + UUID + ".part"), "half");
        try (FileChannel held = FileChannel.open(part, StandardOpenOption.WRITE)) {
            held.lock();
            WholeFile.write(file, text("new"));
            assertThat(part).exists();
        }

        WholeFile.write(file, text("newer"));

        assertThat(part).doesNotExist();
    }

    @Test
    void whatAKilledWriteLeftCanBeDeletedWithoutAWrite() throws IOException {
        Files.writeString(file, "old");
        Files.writeString(folder.resolve(".model.safetensors." + UUID + ".part"), "half");
        Files.writeString(folder.resolve(".other.safetensors." + UUID + ".part"), "dear to somebody");

        WholeFile.deleteLeftParts(file);

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactlyInAnyOrder("model.safetensors", ".other.safetensors." + UUID + ".part");
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("none").resolve("file"), text("new")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder.resolve("none").resolve("file") + ": its folder does not exist or takes no file");
    }

    private static WholeFile.Content text(String text) {
        return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
