package dev.groundplan.engine.tool;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which versions a template can be used with, in Terraform's notation: {@code ~> 1.11}, {@code >=
 * 1.5, < 2}. A pre-release is only meant when it is named exactly.
 */
public record VersionRange(String text, List<Predicate<Version>> conditions) {
    public static final VersionRange ANY =
            new VersionRange("any version", List.of(Version::isRelease));

    private static final Pattern CONDITION = Pattern.compile("(=|!=|>=|<=|>|<|~>)?\\s*(\\S+)");

    /**
     * @throws IllegalArgumentException with a sentence, when it is not a range
     */
    public static VersionRange of(String text) {
        var conditions =
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(VersionRange::condition)
                        .toList();
        return new VersionRange(text, conditions);
    }

    public boolean includes(Version version) {
        return conditions.stream().allMatch(condition -> condition.test(version));
    }

    private static Predicate<Version> condition(String text) {
        var match = CONDITION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a version range such as ~> 1.11.");
        }
        var bound = Version.of(match.group(2));
        var operator = match.group(1) == null ? "=" : match.group(1);
        return switch (operator) {
            case "=" -> version -> version.equals(bound);
            case "!=" -> released(version -> !version.equals(bound));
            case ">" -> released(version -> version.compareTo(bound) > 0);
            case ">=" -> released(version -> version.compareTo(bound) >= 0);
            case "<" -> released(version -> version.compareTo(bound) < 0);
            case "<=" -> released(version -> version.compareTo(bound) <= 0);
            default -> {
                var end = next(match.group(2), bound);
                yield released(
                        version -> version.compareTo(bound) >= 0 && version.compareTo(end) < 0);
            }
        };
    }

    /** {@code ~>} lets only the last number that is written grow. */
    private static Version next(String written, Version bound) {
        return written.chars().filter(each -> each == '.').count() >= 2
                ? new Version(bound.major(), bound.minor() + 1, 0, "")
                : new Version(bound.major() + 1, 0, 0, "");
    }

    private static Predicate<Version> released(Predicate<Version> condition) {
        return condition.and(Version::isRelease);
    }
}
