package freshet.lab.documents;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.AllCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what the documents say to the repository: links, commands, and the README's length. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    private final DocumentedCommands commands = new DocumentedCommands(AllCommands.commandLine());

    @Test
    void everyLinkAndAnchorLeadsSomewhere() {
        List<MarkdownFile> files = MarkdownFile.under(ROOT);
        assertThat(files)
                .extracting(file -> ROOT.relativize(file.path()).toString())
                .contains("README.md", "CONTRIBUTING.md", "docs/GUIDE.md", "findings/README.md");
        assertThat(files).flatExtracting(MarkdownFile::brokenLinks).isEmpty();
    }

    @Test
    void everyCommandAndOptionInTheDocumentsExists() {
        List<String> faults = new ArrayList<>();
        int calls = 0;
        for (MarkdownFile file : MarkdownFile.under(ROOT)) {
            for (String code : file.code()) {
                for (List<String> call : DocumentedCommands.calls(code)) {
                    calls++;
                    commands.unknown(call)
                            .forEach(word ->
                                    faults.add(file.path() + ": " + word + " of ./freshet " + String.join(" ", call)));
                }
            }
        }
        assertThat(calls).isGreaterThan(40);
        assertThat(faults).isEmpty();
    }

    @Test
    void everyJavaSnippetIsPartOfATestedExample() throws Exception {
        String example = unindented(Files.readString(ROOT.resolve("docs/clients/java/Shop.java")));
        List<String> snippets = MarkdownFile.under(ROOT).stream()
                .flatMap(file -> file.blocks("java").stream())
                .toList();
        assertThat(snippets).isNotEmpty().allSatisfy(snippet -> assertThat(example)
                .contains(unindented(snippet)));
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    @Test
    void theReadmeFitsTwoScreens() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(120);
        assertThat(readme.strip().split("\\s+")).hasSizeLessThanOrEqualTo(900);
    }

    @Test
    void aBrokenLinkIsNamedWithItsLine() throws Exception {
        Path other = Files.writeString(folder.resolve("other.md"), "# Where it is\n\n## `a.b`: twice?\n## a.b twice\n");
        Path file = Files.writeString(
                folder.resolve("page.md"),
                """
                # Page
                [good](other.md), [here](#page), [there](other.md#where-it-is), [web](https://example.org)
                [code](other.md#ab-twice), [again](other.md#ab-twice-1), `[no](link.md)`, [`x`](other.md)
                ```
                [no](link.md)
                ```
                ![picture](gone.png), [wrapped
                text](gone.md) and [anchor](other.md#gone)
                [one][two] and [three][four]

                [two]: other.md#gone-too
                """);
        assertThat(MarkdownFile.read(other).brokenLinks()).isEmpty();
        assertThat(MarkdownFile.read(file).brokenLinks())
                .containsExactlyInAnyOrder(
                        file + ":7: gone.png does not exist",
                        file + ":7: gone.md does not exist",
                        file + ":8: other.md#gone names no heading of other.md",
                        file + ":9: [four] is not defined",
                        file + ":11: other.md#gone-too names no heading of other.md");
    }

    @Test
    void anUnknownCommandOrOptionIsNamed() {
        assertThat(unknown("zcat a.gz | X=1 ./freshet train --train - \\\n    --sorce b # --not-this\n"))
                .containsExactly("--sorce");
        assertThat(unknown("O=\"--format rsc15 --frmat x\"\n./freshet evaluate $O --k 5 > out"))
                .containsExactly("--frmat");
        assertThat(unknown("./freshet retrain --train x")).contains("retrain");
        assertThat(unknown("./freshet cluster begin; ./freshet benchmark serving --rate=5"))
                .containsExactly("begin");
    }

    private List<String> unknown(String code) {
        return DocumentedCommands.calls(code).stream()
                .flatMap(call -> commands.unknown(call).stream())
                .toList();
    }
}
