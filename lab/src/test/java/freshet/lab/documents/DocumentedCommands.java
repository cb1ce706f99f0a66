package freshet.lab.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Finds the calls of {@code ./freshet} in code, and what in them the command line does not know.
 */
public final class DocumentedCommands {
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern CALL = Pattern.compile("\\./freshet((?: [^|;&>)\n]*)?)");

    private final CommandLine root;

    public DocumentedCommands(CommandLine root) {
        this.root = root;
    }

    /** The arguments of each call: comments are left out, variables of the same code put in. */
    public static List<List<String>> calls(String code) {
        List<List<String>> calls = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        String whole = code.replaceAll("\\\\\n *", "").replaceAll("(?m)(^|\\s)#.*$", "");
        for (String line : whole.split("\n")) {
            String text = line;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                text = text.replaceAll(
                        "\\$" + variable.getKey() + "\\b", Matcher.quoteReplacement(variable.getValue()));
            }
            Matcher assignment = ASSIGNMENT.matcher(text);
            if (assignment.matches()) {
                variables.put(assignment.group(1), assignment.group(2));
            }
            for (Matcher call = CALL.matcher(text); call.find(); ) {
                String arguments = call.group(1).strip();
                calls.add(arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s+")));
            }
        }
        return calls;
    }

    /**
     * What the command line does not know of a call: its command or some options; empty if it knows
     * all.
     */
    public List<String> unknown(List<String> call) {
        List<String> unknown = new ArrayList<>();
        CommandLine command = root;
        for (int i = 0; i < call.size(); i++) {
            String word = call.get(i);
            boolean group = !command.getSubcommands().isEmpty();
            if (word.startsWith("-")) {
                if (word.length() > 1 && command.getCommandSpec().findOption(word.split("=", 2)[0]) == null) {
                    unknown.add(word);
                }
            } else if (group && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else if (group && !word.equals("…")) {
                unknown.add(word);
            }
        }
        return unknown;
    }
}
