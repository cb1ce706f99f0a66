package freshet.lab.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;

/** Holds a document against a JSON schema. */
final class SchemaCheck {
    private final JsonSchema schema;

    private SchemaCheck(JsonNode schema, VersionFlag version) {
        this.schema = JsonSchemaFactory.getInstance(version).getSchema(schema);
    }

    /**
     * A schema whose parts are named by {@code id}, as before draft 6, though it says it is later;
     * nothing refers to the names.
     */
    static SchemaCheck withoutIds(JsonNode schema) {
        ObjectNode plain = schema.deepCopy();
        dropIds(plain);
        return new SchemaCheck(plain, VersionFlag.V201909);
    }

    private static void dropIds(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.path("id").isTextual()) {
            object.remove("id");
        }
        schema.forEach(SchemaCheck::dropIds);
    }

    /**
     * The schema of a Kubernetes resource, under which a field that it does not name is an error:
     * Kubernetes would drop it in silence.
     *
     * @param definition a CustomResourceDefinition with one version
     */
    static SchemaCheck ofResource(JsonNode definition) {
        ObjectNode schema =
                definition.at("/spec/versions/0/schema/openAPIV3Schema").deepCopy();
        ((ObjectNode) schema.path("properties")).putObject("apiVersion").put("type", "string");
        ((ObjectNode) schema.path("properties")).putObject("kind").put("type", "string");
        ((ObjectNode) schema.path("properties")).putObject("metadata").put("type", "object");
        close(schema);
        return new SchemaCheck(schema, VersionFlag.V7);
    }

    /** What is wrong with a document, in words. */
    List<String> faults(JsonNode document) {
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    private static void close(JsonNode schema) {
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema instanceof ObjectNode object
                && schema.path("type").asText().equals("object")
                && schema.has("properties")
                && !schema.has("additionalProperties")
                && !open) {
            object.put("additionalProperties", false);
        }
        schema.forEach(SchemaCheck::close);
    }
}
