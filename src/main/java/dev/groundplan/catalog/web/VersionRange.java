package dev.groundplan.catalog.web;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Versions that fit, in Terraform's notation: {@code ~> 1.11}, {@code >= 1.9, < 2}. See
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints.
 */
record VersionRange(List<Bound> bounds) {
    private static final Pattern BOUND =
            Pattern.compile("\\s*(=|!=|>=?|<=?|~>)?\\s*(\\d+(?:\\.\\d+)*)\\s*");

    private record Bound(String operator, List<Integer> version) {}

    /**
     * @throws IllegalArgumentException when it is no range; a manifest with one is not imported
     */
    static VersionRange of(String range) {
        return new VersionRange(Arrays.stream(range.split(",")).map(VersionRange::bound).toList());
    }

    /** Whether all bounds hold. Only the numbers at the start of the version count. */
    boolean contains(String version) {
        var numbers = Pattern.compile("\\d+(\\.\\d+)*").matcher(version);
        return numbers.find()
                && bounds.stream().allMatch(bound -> holds(bound, parts(numbers.group())));
    }

    private static boolean holds(Bound bound, List<Integer> version) {
        int order = compare(version, bound.version());
        return switch (bound.operator()) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            case "!=" -> order != 0;
            case "~>" -> order >= 0 && sameBeforeLast(bound.version(), version);
            default -> order == 0;
        };
    }

    /** Only the last number that is given may rise. */
    private static boolean sameBeforeLast(List<Integer> bound, List<Integer> version) {
        int fixed = Math.max(1, bound.size() - 1);
        for (int i = 0; i < fixed; i++) {
            if (!at(bound, i).equals(at(version, i))) {
                return false;
            }
        }
        return true;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int order = at(one, i).compareTo(at(other, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static Integer at(List<Integer> version, int index) {
        return index < version.size() ? version.get(index) : 0;
    }

    private static Bound bound(String text) {
        var bound = BOUND.matcher(text);
        if (!bound.matches()) {
            throw new IllegalArgumentException("Not a range of versions: " + text);
        }
        return new Bound(bound.group(1) == null ? "=" : bound.group(1), parts(bound.group(2)));
    }

    private static List<Integer> parts(String version) {
        return Arrays.stream(version.split("\\.")).map(Integer::valueOf).toList();
    }
}
