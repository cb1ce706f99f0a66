package freshet.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code openapi.json}, to hold answers against. */
public final class OpenApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    public OpenApiDocument() throws IOException {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            this.document = JSON.readTree(file);
        }
    }

    /** All calls, as {@code GET /v1/models}. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return calls;
    }

    /** What it says of a call. */
    JsonNode call(String method, String path) {
        return document.at("/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT));
    }

    /**
     * What is wrong with an answer; empty if it is as the document says.
     *
     * @param method of the call, in capitals
     * @param path the template of the call
     * @param status of the answer
     * @param contentType of the answer
     * @param body of the answer
     */
    public List<String> faults(String method, String path, int status, String contentType, String body)
            throws IOException {
        JsonNode responses = call(method, path).get("responses");
        if (responses == null) {
            return List.of("there is no " + method + " " + path + " in openapi.json");
        }
        JsonNode response = responses.has("" + status) ? responses.get("" + status) : responses.path("default");
        if (response.has("$ref")) {
            response = document.at(response.get("$ref").asText().substring(1));
        }
        if (response.isMissingNode()) {
            return List.of("openapi.json has no answer " + status + " of " + method + " " + path);
        }
        String type = contentType.split(";", 2)[0].strip();
        JsonNode content = response.path("content");
        if (content.isMissingNode() && body.isEmpty()) {
            return List.of();
        }
        if (!content.has(type)) {
            return List.of("openapi.json has no " + type + " for " + status + " of " + method + " " + path);
        }
        return type.endsWith("json") ? faults(content.get(type).get("schema"), JSON.readTree(body)) : List.of();
    }

    private List<String> faults(JsonNode schema, JsonNode body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components")); // where its references lead
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole).validate(body).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }
}
