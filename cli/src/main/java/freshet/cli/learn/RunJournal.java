package freshet.cli.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.model.file.NotTextException;
import freshet.model.file.Utf8Text;
import freshet.model.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a run notes how far it is, as one JSON object. A reader sees the older state or
 * the newer one, and no part of one. For the process that holds the work folder.
 *
 * @param file the journal, in a folder that exists
 */
record RunJournal(Path file) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FORMAT = 1;

    /**
     * How far the newest run is; empty where none was begun.
     *
     * @throws CommandException if the file is no such journal
     */
    Optional<Run> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Utf8Text.read(file));
            if (json.path("learn").asInt() != FORMAT) {
                throw new IllegalArgumentException("it is of no format that this version knows");
            }
            return Optional.of(run(json));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new CommandException(
                    "the journal " + file + " cannot be read: " + e.getMessage()
                            + "; delete it to begin anew, the champion goes on meanwhile",
                    e);
        } catch (NotTextException e) {
            throw new CommandException(
                    "the journal " + file + " cannot be read: " + e.getMessage()
                            + "; delete it to begin anew, the champion goes on meanwhile",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes how far a run is; it is on the disk when this returns. */
    void write(Run run) {
        byte[] text = (json(run).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            WholeFile.write(file, channel -> {
                ByteBuffer rest = ByteBuffer.wrap(text);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(Run run) {
        ObjectNode json = JSON.createObjectNode()
                .put("learn", FORMAT)
                .put("step", run.step().name())
                .put("started", run.started().toString())
                .put("outcome", run.outcome())
                .put("failure", run.failure())
                .put("warm", run.warm())
                .put("candidate", run.candidate())
                .put("version", run.version());
        if (!run.set().isEmpty()) {
            json.put("set", run.set());
        }
        run.cut().ifPresent(cut -> json.put("cut", cut.toString()));
        run.lastFromScratch().ifPresent(time -> json.put("last_from_scratch", time.toString()));
        run.champion().ifPresent(champion -> json.putObject("champion")
                .put("version", champion.version())
                .put("sha256", champion.sha256()));
        run.files().forEach(json.putArray("files")::add);
        return json;
    }

    private static Run run(JsonNode json) {
        List<String> files = new ArrayList<>();
        json.path("files").forEach(name -> files.add(name.asText()));
        JsonNode champion = json.path("champion");
        return new Run(
                Instant.parse(json.path("started").asText()),
                Step.valueOf(json.path("step").asText()),
                List.copyOf(files),
                json.path("set").asText(),
                time(json, "cut"),
                champion.isObject()
                        ? Optional.of(new Run.Champion(
                                champion.path("version").asLong(),
                                champion.path("sha256").asText()))
                        : Optional.empty(),
                json.path("warm").asBoolean(),
                json.path("candidate").asText(),
                json.path("version").asLong(),
                json.path("outcome").asText(),
                json.path("failure").asText(),
                time(json, "last_from_scratch"));
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        return json.has(name) ? Optional.of(Instant.parse(json.path(name).asText())) : Optional.empty();
    }
}
