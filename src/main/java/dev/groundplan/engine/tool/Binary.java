package dev.groundplan.engine.tool;

import java.nio.file.Path;

/**
 * One installed program of a tool.
 *
 * @param product as its makers call it, such as "OpenTofu"
 * @param digest SHA-256 of its file, as {@code sha256:…}
 */
public record Binary(Path path, String product, Version version, String digest) {
    /** As plans and pages name it; finds the same tool again for the apply. */
    public String title() {
        return product + " " + version;
    }
}
