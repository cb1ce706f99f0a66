package freshet.lab.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Markdown file says, as far as it can be checked: links, anchors and code. Headings get
 * their anchors by GitHub's rule. Immutable.
 */
final class MarkdownFile {
    private static final Pattern FENCE = Pattern.compile(" *```(.*)");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern INLINE_LINK = Pattern.compile("\\[[^\\[\\]]*]\\(([^()\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^\\[\\]]+)]:\\s*(\\S+)");
    private static final Pattern REFERENCE = Pattern.compile("\\[[^\\[\\]]+]\\[([^\\[\\]]+)]");

    private final Path path;
    private final String prose; // one line per line of the file; those of code blocks are empty
    private final List<Block> blocks;

    /**
     * A block of code.
     *
     * @param language what its fence says, empty if nothing
     */
    private record Block(String language, String text) {}

    private MarkdownFile(Path path, String prose, List<Block> blocks) {
        this.path = path;
        this.prose = prose;
        this.blocks = blocks;
    }

    static MarkdownFile read(Path path) {
        List<Block> blocks = new ArrayList<>();
        String language = "";
        StringBuilder prose = new StringBuilder();
        StringBuilder block = new StringBuilder();
        boolean inBlock = false;
        for (String line : lines(path)) {
            Matcher fenced = FENCE.matcher(line);
            boolean fence = fenced.matches();
            if (fence && inBlock) {
                blocks.add(new Block(language, block.toString()));
                block.setLength(0);
            } else if (inBlock) {
                block.append(line).append('\n');
            } else if (fence) {
                language = fenced.group(1).strip();
            } else {
                prose.append(line);
            }
            inBlock ^= fence;
            prose.append('\n');
        }
        if (inBlock) {
            throw new IllegalArgumentException(path + " has a code block without an end");
        }
        return new MarkdownFile(path, prose.toString(), List.copyOf(blocks));
    }

    /** All Markdown files of a repository, without what builds and package managers put there. */
    static List<MarkdownFile> under(Path root) {
        try (Stream<Path> files =
                Files.find(root, 20, (path, attributes) -> path.toString().endsWith(".md"))) {
            return files.filter(path -> Stream.of("target", "node_modules", ".git")
                            .noneMatch(name -> root.relativize(path).toString().contains(name + "/")))
                    .sorted()
                    .map(MarkdownFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Code blocks and code spans, which may hold commands. */
    List<String> code() {
        List<String> code = new ArrayList<>();
        blocks.forEach(block -> code.add(block.text()));
        CODE_SPAN
                .matcher(prose)
                .results()
                .forEach(span -> code.add(span.group(1).replace('\n', ' ')));
        return code;
    }

    /** Code blocks of one language, in their order. */
    List<String> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Why links to files and headings lead nowhere, each with its line; empty if none does. */
    List<String> brokenLinks() {
        String text = withoutCodeSpans();
        List<String> faults = new ArrayList<>();
        Map<String, String> targets = new HashMap<>();
        for (Matcher definition = DEFINITION.matcher(text); definition.find(); ) {
            targets.put(definition.group(1).toLowerCase(Locale.ROOT), definition.group(2));
            check(definition.group(2), lineOf(definition.start()), faults);
        }
        for (Matcher link = INLINE_LINK.matcher(text); link.find(); ) {
            check(link.group(1), lineOf(link.start()), faults);
        }
        for (Matcher reference = REFERENCE.matcher(text); reference.find(); ) {
            if (!targets.containsKey(reference.group(1).toLowerCase(Locale.ROOT))) {
                faults.add(at(lineOf(reference.start())) + "[" + reference.group(1) + "] is not defined");
            }
        }
        return faults;
    }

    private void check(String target, int line, List<String> faults) {
        if (target.matches("(https?|mailto):.*")) {
            return; // the outside world is not this build's affair
        }
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path found = file.isEmpty() ? path : path.resolveSibling(file).normalize();
        if (!Files.exists(found)) {
            faults.add(at(line) + file + " does not exist");
        } else if (hash >= 0 && !(isMarkdown(found) && read(found).anchors().contains(target.substring(hash + 1)))) {
            faults.add(at(line) + target + " names no heading of " + found.getFileName());
        }
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    /**
     * GitHub's anchors: lower case, without punctuation, blanks as hyphens, repeated ones numbered.
     */
    private Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        prose.lines().filter(line -> line.matches("#{1,6} .*")).forEach(heading -> {
            String anchor = heading.replaceFirst("#+ ", "")
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("]\\([^()]*\\)", "")
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String free = anchor;
            for (int again = 1; !anchors.add(free); again++) {
                free = anchor + "-" + again;
            }
        });
        return anchors;
    }

    private String withoutCodeSpans() {
        return CODE_SPAN.matcher(prose).replaceAll(span -> span.group().replaceAll("[^\n]", "x"));
    }

    private int lineOf(int position) {
        return 1
                + (int) prose.substring(0, position)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }

    private String at(int line) {
        return path + ":" + line + ": ";
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
