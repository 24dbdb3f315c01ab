package dev.groundplan.engine.tool;

import java.nio.file.Path;

/**
 * One installed program of a tool.
 *
 * @param product as its makers call it, such as "OpenTofu"
 * @param digest SHA-256 of its file, as {@code sha256:…}
 */
public record Binary(Path path, String product, Version version, String digest) {
    /**
     * A tool that may be gone by now.
     *
     * @param title as {@link #title} gave it
     */
    public static Binary remembered(String path, String title) {
        int space = title.lastIndexOf(' ');
        var version = Version.of(title.substring(space + 1));
        return new Binary(Path.of(path), title.substring(0, Math.max(space, 0)), version, "");
    }

    /** As plans and pages name it; finds the same tool again for the apply. */
    public String title() {
        return product + " " + version;
    }
}
