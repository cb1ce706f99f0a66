package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A small file of JSON that a command leaves for the next one. */
final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonFile() {}

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /**
     * What the file says, if it is there.
     *
     * @param remedy what to do about one that cannot be read
     * @throws CommandException if it cannot be read
     */
    static Optional<JsonNode> read(Path file, String remedy) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read: " + e.getMessage() + "; " + remedy, e);
        }
    }

    /**
     * Writes the file in one step: a reader, or a command after a crash, finds the one before or
     * this one.
     *
     * @throws CommandException if the file cannot be written; it is then as it was
     */
    static void write(Path file, ObjectNode json) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), json);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandException(
                    file + " cannot be written: " + e.getMessage() + "; check the folder's rights and room", e);
        }
    }
}
