package dev.groundplan.engine.tool;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A version as tools write it: {@code 1.11.4}, {@code 1.12.0-rc1}. Missing numbers are 0. */
public record Version(int major, int minor, int patch, String preRelease)
        implements Comparable<Version> {
    private static final Pattern FORM =
            Pattern.compile(
                    "v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?(?:-([0-9A-Za-z.-]+))?");
    private static final Comparator<Version> ORDER =
            Comparator.comparingInt(Version::major)
                    .thenComparingInt(Version::minor)
                    .thenComparingInt(Version::patch)
                    .thenComparing(Version::isRelease)
                    .thenComparing(Version::preRelease);

    /**
     * @throws IllegalArgumentException with a sentence, when it is not a version
     */
    public static Version of(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text.strip() + "\" is not a version.");
        }
        return new Version(
                number(match.group(1)),
                number(match.group(2)),
                number(match.group(3)),
                match.group(4) == null ? "" : match.group(4));
    }

    /** Whether it is no pre-release. */
    public boolean isRelease() {
        return preRelease.isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (isRelease() ? "" : "-" + preRelease);
    }
}
