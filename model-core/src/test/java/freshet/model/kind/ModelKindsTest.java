package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelKindsTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path KINDS = SOURCES.resolve(Path.of("freshet", "model", "kind"));

    /** Its own package does; the registry knows its class. */
    @Test
    void noOtherSourceNamesAKind() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file ->
                                    !file.startsWith(KINDS) || file.getParent().equals(KINDS))
                            .filter(ModelKindsTest::namesAKind))
                    .isEmpty();
        }
    }

    private static boolean namesAKind(Path file) {
        try {
            String source = Files.readString(file);
            return ModelKinds.all().stream().anyMatch(kind -> source.contains('"' + kind.name() + '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnknownKindIsNamed() {
        assertThatThrownBy(() -> ModelKinds.named("oracle"))
                .isInstanceOf(BundleException.class)
                .hasMessage("model kind \"oracle\" is unknown; this version knows "
                        + ModelKinds.all().stream().map(ModelKind::name).toList())
                .hasMessageContaining("gru4rec, ");
    }
}
