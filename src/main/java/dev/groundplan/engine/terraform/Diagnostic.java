package dev.groundplan.engine.terraform;

import dev.groundplan.engine.EngineException.InputProblem;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.tool.Ansi;
import dev.groundplan.engine.tool.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Terraform has to say about something, with the place where it found it.
 *
 * @param detail may be empty
 * @param file relative to the template's root; null when it is about no file, or about the values
 * @param input the input it is about; null when it is about none
 * @param code the lines of the file; empty when there are none, and for values, which are nobody's
 *     business
 */
record Diagnostic(
        boolean error,
        String summary,
        String detail,
        @Nullable String file,
        int line,
        @Nullable String input,
        @Nullable String address,
        String context,
        String code) {

    /** Preconditions and postconditions of resources and outputs. */
    private static final String CONDITION = "condition failed";

    private static final Pattern NAMED = Pattern.compile("\\bvar\\.([A-Za-z_][\\w-]*)");
    private static final Pattern VARIABLE = Pattern.compile("^variable \"([^\"]+)\"");
    private static final Pattern NOT_SUITABLE =
            Pattern.compile("^The given value is not suitable for \\S+ declared at \\S+: ");
    private static final Pattern RULE =
            Pattern.compile("\\n+This was checked by the validation rule at \\S+$");

    /**
     * @param source the step's source, which file names are relative to
     * @param inputs what the lines of the variable file stand for
     */
    static Diagnostic of(JsonNode node, String source, InputFile inputs) {
        var range = node.path("range");
        var file = Json.text(range, "filename");
        int line = range.path("start").path("line").asInt(0);
        boolean ofValues = file.endsWith(".tfvars.json");
        var code = Json.text(node.path("snippet"), "code");
        var context = Json.text(node.path("snippet"), "context");
        var summary = Json.text(node, "summary");
        var address = Json.text(node, "address");
        var input =
                ofValues
                        ? inputs.inputAt(line)
                        : variable(context)
                                .or(() -> variable(code))
                                .or(() -> judged(summary, address, code));
        return new Diagnostic(
                Json.text(node, "severity").equals("error"),
                summary,
                Json.text(node, "detail"),
                file.isEmpty() || ofValues ? null : relative(source, file),
                line,
                input.orElse(null),
                node.path("address").isString() ? address : null,
                context,
                ofValues ? "" : code);
    }

    /** A sentence or two for people, with the place in parentheses. */
    String sentence() {
        var place = file == null ? "" : " (" + file + (line > 0 ? ":" + line : "") + ")";
        var thing = address == null ? "" : address + ": ";
        return thing
                + summary
                + (summary.endsWith(".") ? "" : ".")
                + (detail.isEmpty() ? "" : " " + flat())
                + place;
    }

    Problem problem() {
        return new Problem(
                file,
                file == null ? 0 : line,
                summary + (detail.isEmpty() ? "." : ". " + flat()),
                error);
    }

    Optional<InputProblem> inputProblem() {
        return input == null || !error
                ? Optional.empty()
                : Optional.of(new InputProblem(input, aboutInput()));
    }

    /** For the log: the sources' own lines, never those of the variable file. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        var kind = error ? Ansi.red(Ansi.bold("Error: ")) : Ansi.yellow(Ansi.bold("Warning: "));
        lines.add(kind + Ansi.bold(summary));
        if (address != null) {
            lines.add("  with " + address);
        }
        if (file != null) {
            lines.add(
                    "  on "
                            + file
                            + " line "
                            + line
                            + (context.isEmpty() ? ":" : ", in " + context + ":"));
            int number = line;
            for (var each : code.lines().toList()) {
                lines.add(Ansi.dim("  %4d: ".formatted(number++)) + each);
            }
        } else if (input != null) {
            lines.add("  in the value of " + input);
        }
        detail.lines().map(each -> "  " + each).forEach(lines::add);
        return lines;
    }

    private String aboutInput() {
        if (detail.isEmpty()) {
            return summary + ".";
        }
        var text =
                RULE.matcher(NOT_SUITABLE.matcher(detail).replaceFirst(""))
                        .replaceFirst("")
                        .strip();
        if (text.startsWith("The root module input variable")) {
            return "A value is required.";
        }
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String flat() {
        return detail.strip().replaceAll("\\s*\\n\\s*", " ");
    }

    private static Optional<String> variable(String text) {
        var match = VARIABLE.matcher(text);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /** The input that a failed condition is about, when it names one and no other. */
    private static Optional<String> judged(String summary, String address, String code) {
        if (!summary.endsWith(CONDITION) || address.startsWith("module.")) {
            return Optional.empty();
        }
        var names =
                NAMED.matcher(code)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
    }

    private static String relative(String source, String file) {
        return Path.of(source).resolve(file).normalize().toString();
    }
}
