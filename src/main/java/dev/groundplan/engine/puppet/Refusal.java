package dev.groundplan.engine.puppet;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineException.InputProblem;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.configuration.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Puppet says of values that it does not accept while it compiles. */
final class Refusal {
    /** Of a parameter whose type is another; several stand on lines of their own. */
    private static final Pattern MISMATCH =
            Pattern.compile("parameter '([a-z_][a-z0-9_]*)' ([^\\n]+)");

    private static final Pattern MISSING =
            Pattern.compile("expects a value for parameter '([a-z_][a-z0-9_]*)'");

    /** Of {@code fail('name: …')}, by convention. */
    private static final Pattern FAILED =
            Pattern.compile("a Function Call, ([A-Za-z_][A-Za-z0-9_]*): ([^\\n]+)");

    private static final Pattern KIND =
            Pattern.compile(
                    "^(?:Evaluation Error: Error while evaluating an? [A-Z][A-Za-z -]*, |Could not parse for environment \\w+: )");
    private static final Pattern NODE = Pattern.compile(" on node \\S+$");
    private static final Pattern PLACE =
            Pattern.compile("\\(file: \\S*/source/(\\S+?), line: (\\d+)(?:, column: \\d+)?\\)");
    private static final Pattern END = Pattern.compile(" \\((?:file: .*|line: .*)$");

    private Refusal() {}

    static Optional<EngineException> of(List<String> errors, Inputs inputs) {
        var problems = new ArrayList<InputProblem>();
        for (var error : errors) {
            MISMATCH.matcher(error)
                    .results()
                    .forEach(each -> add(problems, inputs, each.group(1), each.group(2)));
            MISSING.matcher(error)
                    .results()
                    .forEach(each -> add(problems, inputs, each.group(1), "A value is needed."));
            FAILED.matcher(error)
                    .results()
                    .forEach(each -> add(problems, inputs, each.group(1), each.group(2)));
        }
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder("Puppet does not accept what was entered.");
        problems.forEach(each -> text.append(" %s: %s".formatted(each.input(), each.message())));
        return Optional.of(new EngineException(text.toString(), problems, false));
    }

    private static void add(
            List<InputProblem> problems, Inputs inputs, String name, String message) {
        if (inputs.values().has(name)) {
            var said = END.matcher(NODE.matcher(message).replaceFirst("")).replaceFirst("");
            problems.add(new InputProblem(name, withoutSecrets(said, inputs)));
        }
    }

    /** An error as one sentence, with the place as people write it. */
    static String plain(String error) {
        var text = KIND.matcher(error.strip()).replaceFirst("");
        text = NODE.matcher(text).replaceFirst("");
        return PLACE.matcher(text).replaceAll("($1:$2)").replaceAll("\\s*\\n\\s*", " ");
    }

    /** Puppet quotes the value that it does not like. */
    static String withoutSecrets(String text, Inputs inputs) {
        var shown = text;
        for (var secret : Secrets.of(inputs).texts()) {
            shown = shown.replace(secret, "…");
        }
        return shown;
    }
}
