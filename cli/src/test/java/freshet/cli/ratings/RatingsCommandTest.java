package freshet.cli.ratings;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingsCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyModelIsARowMeasuredByTheBiases() throws IOException {
        Path file = folder.resolve("ratings.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tastes().getBytes(StandardCharsets.UTF_8));
        }
        CommandRun run = ratings(file, "--folds", "2", "--seeds", "1");
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("600 ratings of 40 users for 30 items, from 1.0 to 5.0 in 2 steps; 2 folds");
        assertThat(lines).hasSize(7);
        assertThat(lines.get(4)).startsWith("| `bias` | ");
        assertThat(lines.get(5)).startsWith("| `svdpp` | ");
        assertThat(lines.get(6)).startsWith("| `ncf` | ");
        double below = Double.parseDouble(lines.get(5).split("\\|")[6].strip());
        assertThat(below).isPositive();
    }

    @Test
    void columnsOfOtherNamesAndSeparatorsAreTold() throws IOException {
        Path file = Files.writeString(
                folder.resolve("r.tsv"), tastes().replace(',', '\t').replace("rating", "liking"));
        assertThat(ratings(file, "--models", "bias").failure())
                .get()
                .extracting(Exception::getMessage)
                .asString()
                .contains("no column is known as the rating; the columns are userId, movieId, liking, timestamp;"
                        + " name one by --column-rating NAME");
        CommandRun run = ratings(file, "--models", "bias", "--column-rating", "liking");
        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        assertThat(run.out()).contains("600 ratings").doesNotContain("svdpp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u,i,3;u,j,much|line 3: rating is \"much\"; it must be a number",
                "u,i,3;u,j,NaN|line 3: rating is \"NaN\"; it must be a number",
                "u,i,3;,j,2|line 3: user is empty; give an id",
                "u,i,3;u,j|line 3: it has 2 fields, but the header has 3; write one field per column",
                "u,i,3;u,j,3|all ratings are 3.0, so that there is nothing to predict; name another column by"
                        + " --column-rating"
            })
    void aLogThatCannotBeUsedIsNamedWithItsRemedy(String lines, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "user,item,rating\n" + lines.replace(';', '\n') + "\n");
        CommandRun run = ratings(file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure())
                .get()
                .extracting(Exception::getMessage)
                .asString()
                .contains(message);
    }

    @Test
    void oneFoldIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), tastes());
        CommandRun run = ratings(file, "--folds", "1");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--folds is 1; a fold is predicted by others: give 2 or more");
    }

    private static CommandRun ratings(Path file, String... others) {
        return CommandRun.of(
                new RatingsCommand(),
                Stream.concat(Stream.of("--ratings", file.toString()), Arrays.stream(others))
                        .toArray(String[]::new));
    }

    /** Users of two tastes: half of the items get 5, the others 1. */
    private static String tastes() {
        StringBuilder csv = new StringBuilder("userId,movieId,rating,timestamp\n");
        Random random = new Random(5);
        for (int user = 0; user < 40; user++) {
            for (int n = 0; n < 15; n++) {
                int item = 2 * n + random.nextInt(2);
                csv.append(user).append(",m").append(item).append(',');
                csv.append(user % 2 == item % 2 ? 5 : 1)
                        .append(",")
                        .append(945_173_447 + n)
                        .append('\n');
            }
        }
        return csv.toString();
    }
}
