package dev.groundplan.engine.salt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lines of an SLS show without being rendered: it is YAML only after that. Finds what is
 * written in the usual way, one argument a line.
 */
final class StateLines {
    private static final Pattern INCLUDE = Pattern.compile("include:\\s*(?:\\[(.*)])?\\s*");
    private static final Pattern ENTRY =
            Pattern.compile("\\s*-\\s+['\"]?([A-Za-z0-9_.-]+)['\"]?\\s*");
    private static final Pattern TELLS = Pattern.compile("(\\s*)groundplan\\.(output|secret):\\s*");
    private static final Pattern ARGUMENT =
            Pattern.compile("(\\s*)-\\s+([A-Za-z_][A-Za-z0-9_-]*):(?:\\s+(.*))?");

    /** Arguments that every state takes. */
    private static final Set<String> COMMON =
            Set.of(
                    "name",
                    "names",
                    "require",
                    "require_any",
                    "require_in",
                    "watch",
                    "watch_any",
                    "watch_in",
                    "onchanges",
                    "onchanges_any",
                    "onchanges_in",
                    "onfail",
                    "onfail_any",
                    "onfail_all",
                    "onfail_in",
                    "prereq",
                    "prereq_in",
                    "listen",
                    "listen_in",
                    "onlyif",
                    "unless",
                    "creates",
                    "check_cmd",
                    "order",
                    "failhard",
                    "reload_modules",
                    "retry",
                    "parallel",
                    "fire_event",
                    "no_log",
                    "use",
                    "use_in",
                    "umask");

    private final List<String> lines;

    StateLines(List<String> lines) {
        this.lines = lines;
    }

    /**
     * One output that a state tells.
     *
     * @param value as it is written
     */
    record Told(String name, String value, boolean secret) {}

    List<Told> outputs() {
        var told = new ArrayList<Told>();
        for (int i = 0; i < lines.size(); i++) {
            var head = TELLS.matcher(lines.get(i));
            if (head.matches()) {
                arguments(i + 1, head.group(1).length(), head.group(2).equals("secret"), told);
            }
        }
        return told;
    }

    /** Those that follow, as far as they are not indented less; the first one sets how far. */
    private void arguments(int from, int indent, boolean secret, List<Told> told) {
        int own = -1;
        for (int i = from; i < lines.size() && belongs(lines.get(i), indent); i++) {
            var argument = ARGUMENT.matcher(lines.get(i));
            if (argument.matches()) {
                own = own < 0 ? argument.group(1).length() : own;
                if (argument.group(1).length() == own && !COMMON.contains(argument.group(2))) {
                    told.add(new Told(argument.group(2), value(argument, i, own), secret));
                }
            }
        }
    }

    /** With the lines of a block that goes on below it. */
    private String value(Matcher argument, int at, int indent) {
        var value = new StringBuilder(argument.group(3) == null ? "" : argument.group(3));
        for (int i = at + 1; i < lines.size() && indent(lines.get(i)) > indent; i++) {
            value.append(' ').append(lines.get(i).strip());
        }
        return value.toString();
    }

    private static boolean belongs(String line, int indent) {
        return line.isBlank()
                || line.strip().startsWith("{%")
                || indent(line) > indent
                || indent(line) == indent && line.strip().startsWith("- ");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    List<String> includes() {
        var includes = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var include = INCLUDE.matcher(lines.get(i));
            if (include.matches() && include.group(1) != null) {
                for (var each : include.group(1).split(",", -1)) {
                    includes.add(each.replaceAll("['\"\\s]", ""));
                }
            } else if (include.matches()) {
                entries(i + 1, includes);
            }
        }
        return includes;
    }

    private void entries(int from, List<String> includes) {
        for (int i = from; i < lines.size(); i++) {
            var entry = ENTRY.matcher(lines.get(i));
            if (entry.matches()) {
                includes.add(entry.group(1));
            } else if (!lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#")) {
                return;
            }
        }
    }

    /**
     * The name of an included SLS: each leading dot is a folder up.
     *
     * @param folder whether the SLS that includes it is an {@code init.sls}
     */
    static String resolved(String include, String sls, boolean folder) {
        var name = include.replaceFirst("^\\.+", "");
        int up = include.length() - name.length() - (folder ? 1 : 0);
        if (name.length() == include.length() || up < 0) {
            return up < 0 && name.length() < include.length() ? sls + "." + name : name;
        }
        var parts = new ArrayList<>(List.of(sls.split("\\.")));
        for (int i = 0; i < up && !parts.isEmpty(); i++) {
            parts.remove(parts.size() - 1);
        }
        parts.add(name);
        return String.join(".", parts);
    }
}
