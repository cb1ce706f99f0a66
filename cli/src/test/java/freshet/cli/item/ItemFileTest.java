package freshet.cli.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.schema.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFileTest {
    private static final Item JACKET = Item.newBuilder()
            .setItemId("sku-1")
            .setAvailable(false)
            .setTitle("blue, \"rain\" jacket")
            .setAttributes(Map.of("category", "jacket", "price", 79.5, "tags", List.of("rain", "blue")))
            .setAvailableUntil(Instant.parse("2026-04-01T00:00:00Z"))
            .setBoost(1.5)
            .setVector(List.of(0.5f, -2f))
            .build();
    private static final Item BARE =
            Item.newBuilder().setItemId("sku-2").setAttributes(Map.of()).build();

    @TempDir
    private Path folder;

    @Test
    void aTableHasItsAttributesInColumns() throws Exception {
        assertThat(items(
                        "a.csv",
                        "itemId,title,category,price:number,tags:list,available,availableUntil,boost,vector",
                        "sku-1,\"blue, \"\"rain\"\" jacket\",jacket,79.5,rain|blue,false,2026-04-01T00:00:00Z,"
                                + "1.5,0.5|-2",
                        "",
                        "sku-2,,,,,,,,"))
                .containsExactly(JACKET, BARE);
    }

    @Test
    void aLineOfJsonIsAsOnTheTopic() throws Exception {
        ItemJson json = new ItemJson();
        assertThat(items("a.jsonl", json.line(JACKET), "", json.line(BARE))).containsExactly(JACKET, BARE);
    }

    @Test
    void anAvroFileMayHaveSomeOfTheFields() throws Exception {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Mine\",\"fields\":[{\"name\":\"itemId\",\"type\":\"string\"},"
                        + "{\"name\":\"attributes\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}]}");
        Path file = folder.resolve("a.avro");
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema)).create(schema, file.toFile())) {
            GenericRecord record = new GenericData.Record(schema);
            record.put("itemId", "sku-1");
            record.put("attributes", Map.of("category", "jacket"));
            writer.append(record);
        }
        assertThat(items(file))
                .containsExactly(Item.newBuilder()
                        .setItemId("sku-1")
                        .setAttributes(Map.of("category", "jacket"))
                        .build());
    }

    @Test
    void aFileTellsWhichAttributesItHas() throws Exception {
        ItemFile.Contents contents = file("a.csv", "itemId,color,price:number", "a,red,3", "b,,4", "c,blue,")
                .check();
        assertThat(contents.items()).isEqualTo(3);
        assertThat(contents.attributes()).isEqualTo(Map.of("color", 2L, "price", 2L));
    }

    @Test
    void eachFaultIsNamedWithItsLine() {
        assertThatThrownBy(() -> file(
                                "a.csv",
                                "itemId,price:number,available",
                                "a,3,true",
                                "b,cheap,true",
                                "a,4,true",
                                ",5,true",
                                "c,6",
                                "d,7,yes")
                        .check())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("5 of 6 items of ")
                .hasMessageContaining(" cannot be loaded, and none was sent:")
                .hasMessageContaining("line 3: price:number is \"cheap\"; it must be a number")
                .hasMessageContaining("line 4: item \"a\" is on line 2 already; leave one of them out")
                .hasMessageContaining("line 5: itemId \"\" has 0 characters; it must have 1 to 256")
                .hasMessageContaining("line 6: the line has 2 columns, the first line names 3")
                .hasMessageContaining("line 7: available is \"yes\"; it must be true or false");
    }

    @Test
    void anAttributeThatIsNowANumberAndNowAStringIsRefused() {
        assertThatThrownBy(() -> file(
                                "a.jsonl",
                                "{\"itemId\":\"a\",\"attributes\":{\"price\":3}}",
                                "{\"itemId\":\"b\",\"attributes\":{\"price\":\"3\"}}")
                        .check())
                .hasMessageContaining("line 2: attribute \"price\" is the string \"3\", and on line 1 it is the number"
                        + " 3.0; write it alike in all items");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv | title | the columns are title; one must be itemId",
                "a.csv | itemId,size,size:list | column \"size:list\" comes twice; give each a name of its own",
                "a.jsonl | {\"itemId\":\"a\",\"price\":3} | line 1: an item has no field \"price\"; put what is the"
                        + " shop's own into \"attributes\"",
                "a.avro | Obj | this is no Avro object container file",
                "a.txt | x | does not tell its format; end it with .csv, .jsonl or .avro, or give --item-format",
            })
    void whatIsNoFileOfItemsIsRefused(String name, String text, String fault) {
        assertThatThrownBy(() -> file(name, text).check())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void anItemOfAMegabyteIsRefused() {
        assertThatThrownBy(() -> file(
                                "a.jsonl",
                                "{\"itemId\":\"a\",\"title\":\"" + "x".repeat(1_000_000) + "\"}",
                                "{\"itemId\":\"b\",\"title\":\"" + "x".repeat(2_000_000) + "\"}")
                        .check())
                .hasMessageContaining("line 2 is longer than 1048576 bytes");
    }

    private List<Item> items(String name, String... lines) throws IOException {
        return items(write(name, lines));
    }

    private static List<Item> items(Path path) throws IOException {
        List<Item> items = new ArrayList<>();
        ItemFile file = new ItemFile(path, Optional.empty());
        file.check();
        file.forEach((item, saysAvailable) -> items.add(item));
        return items;
    }

    private ItemFile file(String name, String... lines) throws IOException {
        return new ItemFile(write(name, lines), Optional.empty());
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
