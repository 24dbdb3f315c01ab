package dev.groundplan.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a migration for what nodes of the version before could not live with: they go on beside the
 * new tables until each of them is replaced.
 */
final class ExpandOnly {
    private static final Map<Pattern, String> FORBIDDEN = new LinkedHashMap<>();

    static {
        forbid("drop (table|column|index|sequence|view|type)", "the version before may use it");
        forbid(
                "alter table .* drop (?!constraint|default|not null)",
                "the version before may use it");
        forbid("alter .* rename\\b", "the version before knows it by its old name");
        forbid("(truncate|delete from)\\b", "the version before may still need the rows");
        forbid(
                "alter table .* add (column )?(if not exists )?(?!constraint|primary|unique|foreign|check)"
                        + "[a-z_]+ (?!.*\\bdefault\\b).*\\bnot null\\b.*",
                "the version before inserts rows without it; give it a default");
        forbid(
                "alter table .* alter (column )?.* set not null",
                "the version before may write null");
        forbid(
                "alter table .* alter (column )?.* (set data )?type\\b.*",
                "the version before reads and writes the old type");
        forbid(
                "alter table .* add (constraint [a-z_]+ )?(unique|primary key|foreign key|check)\\b.*",
                "the version before may write what it refuses");
        forbid("create unique index .*", "the version before may write what it refuses");
    }

    private static final Pattern CREATED =
            Pattern.compile("create table (?:if not exists )?([a-z_]+)");
    private static final Pattern TOUCHED =
            Pattern.compile(
                    "(?:alter table (?:if exists )?|create unique index .*? on )([a-z_]+).*");

    private ExpandOnly() {}

    private static void forbid(String start, String why) {
        FORBIDDEN.put(Pattern.compile("^" + start + ".*"), why);
    }

    /** What is wrong with each statement; empty for one that only adds. */
    static List<String> problems(String sql) {
        var statements = statements(sql);
        var created =
                statements.stream()
                        .flatMap(statement -> CREATED.matcher(statement).results())
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        var problems = new ArrayList<String>();
        for (var statement : statements) {
            if (!concernsOnly(created, statement)) {
                FORBIDDEN.entrySet().stream()
                        .filter(rule -> rule.getKey().matcher(statement).matches())
                        .findFirst()
                        .ifPresent(rule -> problems.add(statement + ": " + rule.getValue()));
            }
        }
        return problems;
    }

    /** A table that is new in the same migration is nobody's yet. */
    private static boolean concernsOnly(Set<String> created, String statement) {
        var touched = TOUCHED.matcher(statement);
        return touched.matches() && created.contains(touched.group(1));
    }

    private static List<String> statements(String sql) {
        var plain = sql.replaceAll("--[^\\n]*", " ").replaceAll("(?s)/\\*.*?\\*/", " ");
        return List.of(plain.split(";")).stream()
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .map(statement -> statement.toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
