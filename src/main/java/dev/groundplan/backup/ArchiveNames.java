package dev.groundplan.backup;

import java.util.stream.Stream;

/** Which names an entry of a backup may have. */
final class ArchiveNames {
    private static final int LONGEST = 4000;

    private ArchiveNames() {}

    /** Relative, without a way up, without what another system would take for a separator. */
    static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == 0xfffd)
                && Stream.of(name.split("/", -1)).noneMatch(ArchiveNames::leads);
    }

    private static boolean leads(String part) {
        return part.isEmpty() || part.equals(".") || part.equals("..");
    }

    /** One of those that a backup has. */
    static boolean belongs(String name) {
        return isPlain(name)
                && (name.equals(Manifest.DATABASE) || name.startsWith(Manifest.ENVIRONMENTS));
    }
}
