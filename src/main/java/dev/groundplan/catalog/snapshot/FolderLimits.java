package dev.groundplan.catalog.snapshot;

/** How large a template may be, in its folder and when it is unpacked. */
final class FolderLimits {
    static final int FILES = 2_000;
    static final int FILE_BYTES = 1024 * 1024;
    static final int TOTAL_BYTES = 20 * 1024 * 1024;
    static final int PATH_CHARACTERS = 240;
    static final int DEPTH = 20;

    private FolderLimits() {}
}
