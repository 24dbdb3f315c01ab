package dev.groundplan.catalog.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which relative paths a template may hold: such that can be written below any folder, on every
 * system, and nowhere else.
 */
final class PathRule {
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$)(\\..*)?");

    private PathRule() {}

    /** Why the path is refused, as the end of a sentence; empty when it is fine. */
    static Optional<String> refusal(String path) {
        if (path.isEmpty() || path.length() > FolderLimits.PATH_CHARACTERS) {
            return Optional.of("must have 1 to " + FolderLimits.PATH_CHARACTERS + " characters");
        }
        if (path.chars().anyMatch(PathRule::forbidden) || !encodable(path)) {
            return Optional.of("holds a character that not every system can store");
        }
        var segments = path.split("/", -1);
        if (segments.length > FolderLimits.DEPTH) {
            return Optional.of("is more than " + FolderLimits.DEPTH + " folders deep");
        }
        for (var segment : segments) {
            if (leaves(segment)) {
                return Optional.of("leaves the folder");
            }
            if (unusable(segment)) {
                return Optional.of("is a name that not every system can store");
            }
        }
        return Optional.empty();
    }

    private static boolean leaves(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static boolean unusable(String segment) {
        return segment.endsWith(".")
                || segment.startsWith(" ")
                || segment.endsWith(" ")
                || DEVICE.matcher(segment.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean forbidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || "\\:*?\"<>|\u2028\u2029".indexOf(c) >= 0;
    }

    private static boolean encodable(String path) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(path);
    }
}
