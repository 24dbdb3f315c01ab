package dev.groundplan.engine.files;

import java.util.Locale;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a value is written into a file of some type, so that no value can become markup or code. */
enum Escape {
    PLAIN {
        @Override
        String write(JsonNode value) {
            return text(value);
        }
    },
    HTML {
        @Override
        String write(JsonNode value) {
            return HtmlUtils.htmlEscape(text(value), "UTF-8");
        }
    },
    /**
     * A whole literal: JSON is also YAML, and JavaScript once line separators and tags are out of
     * the way.
     */
    LITERAL {
        @Override
        String write(JsonNode value) {
            return value.toString()
                    .replace("<", "\\u003c")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        }
    },
    /** Anything but harmless characters as a CSS escape (CSS Syntax Level 3, 4.3.7). */
    CSS {
        @Override
        String write(JsonNode value) {
            var out = new StringBuilder();
            text(value).codePoints().forEach(c -> out.append(css(c)));
            return out.toString();
        }
    };

    abstract String write(JsonNode value);

    static Escape of(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html", "htm", "xml", "svg", "xhtml" -> HTML;
            case "json", "yaml", "yml", "js", "mjs" -> LITERAL;
            case "css" -> CSS;
            default -> PLAIN;
        };
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNull() ? "" : value.toString();
    }

    private static String css(int c) {
        return Character.isLetterOrDigit(c) || "#%., _-".indexOf(c) >= 0
                ? Character.toString(c)
                : "\\" + Integer.toHexString(c) + " ";
    }

    /** Nothing to show where there is no value. */
    String write(JsonNode value, boolean missing) {
        return missing
                ? this == LITERAL ? "null" : ""
                : write(value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
    }
}
