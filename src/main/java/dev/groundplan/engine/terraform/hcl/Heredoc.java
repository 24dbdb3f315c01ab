package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Token.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the common indentation off a {@code <<-} text. Lines that are blank neither count nor
 * change.
 */
final class Heredoc {
    private Heredoc() {}

    /** Each line must start with its own text part, as {@link TemplateLexer} makes them. */
    static List<Part> unindented(List<Part> parts) {
        var indent = Integer.MAX_VALUE;
        for (var i = 0; i < parts.size(); i++) {
            if (startsLine(parts, i) && !isBlankLine(parts.get(i))) {
                indent = Math.min(indent, indent(parts.get(i)));
            }
        }
        var result = new ArrayList<Part>();
        for (var i = 0; i < parts.size(); i++) {
            result.add(startsLine(parts, i) ? cut(parts.get(i), indent) : parts.get(i));
        }
        return result;
    }

    private static boolean startsLine(List<Part> parts, int i) {
        return i == 0 || parts.get(i - 1) instanceof Part.Text text && text.value().endsWith("\n");
    }

    private static boolean isBlankLine(Part part) {
        return part instanceof Part.Text text
                && text.value().isBlank()
                && text.value().endsWith("\n");
    }

    private static int indent(Part part) {
        return part instanceof Part.Text text
                ? text.value().length() - text.value().stripLeading().length()
                : 0;
    }

    private static Part cut(Part part, int indent) {
        return part instanceof Part.Text text && !isBlankLine(part)
                ? new Part.Text(text.value().substring(indent))
                : part;
    }
}
