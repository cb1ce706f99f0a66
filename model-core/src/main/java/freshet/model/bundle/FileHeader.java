package freshet.model.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import freshet.model.text.Quote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file.
 *
 * @param metadata texts by key
 * @param tensors in the order in which the header names them
 */
record FileHeader(Map<String, String> metadata, List<TensorHeader> tensors) {

    /**
     * @throws BundleException if the text is no such header; the message names the tensor or key
     */
    static FileHeader read(String text) {
        try (JsonParser json = StrictJson.MAPPER.createParser(text)) {
            Parser reader = new Parser(json);
            try {
                reader.readAll();
            } catch (JacksonException e) {
                throw new BundleException(reader.place + " is not valid JSON: " + StrictJson.reason(e), e);
            }
            return new FileHeader(reader.metadata, reader.tensors);
        } catch (IOException e) {
            throw new BundleException("header cannot be parsed: " + e.getMessage(), e);
        }
    }

    /**
     * One tensor as the header states it, nothing of it checked but that it is made of a text and
     * integers.
     *
     * @param name of the tensor
     * @param dtype name of its {@link ElementType}
     * @param shape extent per dimension
     * @param begin first byte, from the start of the data
     * @param end first byte after it
     */
    record TensorHeader(String name, String dtype, long[] shape, long begin, long end) {}

    /**
     * Parses the header of {@link SafetensorsFormat} and bounds its sizes as it goes. Used once, by
     * one thread.
     */
    private static final class Parser {
        private final JsonParser json;
        private final Map<String, String> metadata = new TreeMap<>();
        private final List<TensorHeader> tensors = new ArrayList<>();
        private String place = "header";

        Parser(JsonParser json) {
            this.json = json;
        }

        private void readAll() throws IOException {
            require(json.nextToken() == JsonToken.START_OBJECT, "an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals(SafetensorsFormat.METADATA)) {
                    readMetadata();
                } else {
                    readTensor(name);
                }
                place = "header";
            }
            require(json.nextToken() == null, "one object with only spaces after it");
        }

        private void readMetadata() throws IOException {
            place = SafetensorsFormat.METADATA;
            require(json.currentToken() == JsonToken.START_OBJECT, "an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                place = "metadata " + Quote.of(key);
                require(json.nextToken() == JsonToken.VALUE_STRING, "a text");
                metadata.put(key, json.getText());
                require(
                        metadata.size() <= SafetensorsFormat.MAX_METADATA_KEYS,
                        "among at most " + SafetensorsFormat.MAX_METADATA_KEYS + " keys");
            }
        }

        private void readTensor(String name) throws IOException {
            place = "tensor " + Quote.of(name);
            require(
                    tensors.size() < SafetensorsFormat.MAX_TENSORS,
                    "among at most " + SafetensorsFormat.MAX_TENSORS + " tensors");
            require(json.currentToken() == JsonToken.START_OBJECT, "an object");
            String dtype = "";
            List<Long> shape = List.of();
            List<Long> offsets = List.of();
            boolean shaped = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                switch (key) {
                    case SafetensorsFormat.DTYPE -> dtype = text();
                    case SafetensorsFormat.SHAPE -> {
                        shape = integers(SafetensorsFormat.MAX_RANK, "shape");
                        shaped = true;
                    }
                    case SafetensorsFormat.DATA_OFFSETS -> offsets = integers(2, "data_offsets");
                    default -> require(false, "dtype, shape and data_offsets alone, without " + Quote.of(key));
                }
            }
            require(!dtype.isEmpty(), "an object with a dtype");
            require(shaped, "an object with a shape");
            require(offsets.size() == 2, "an object with two data_offsets");
            long[] extents = shape.stream().mapToLong(Long::longValue).toArray();
            tensors.add(new TensorHeader(name, dtype, extents, offsets.get(0), offsets.get(1)));
        }

        private String text() throws IOException {
            require(json.currentToken() == JsonToken.VALUE_STRING, "an object whose dtype is a text");
            return json.getText();
        }

        private List<Long> integers(int most, String key) throws IOException {
            String wanted = "an object whose " + key + " has at most " + most + " integers";
            require(json.currentToken() == JsonToken.START_ARRAY, wanted);
            List<Long> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken() == JsonToken.VALUE_NUMBER_INT && values.size() < most, wanted);
                values.add(json.getLongValue());
            }
            return values;
        }

        private void require(boolean holds, String wanted) throws IOException {
            if (!holds) {
                String found = json.currentToken() == null ? "nothing" : json.getText();
                throw new BundleException(
                        place + " has " + Quote.of(found) + " where it must be " + wanted + "; write the file again");
            }
        }
    }
}
