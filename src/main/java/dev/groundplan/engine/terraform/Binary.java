package dev.groundplan.engine.terraform;

import java.nio.file.Path;

/** One installed Terraform or OpenTofu. */
record Binary(Path path, String product, Version version, String digest) {
    /** As plans and pages name it; finds the same tool again for the apply. */
    String title() {
        return product + " " + version;
    }

    /** Whether {@code init} can answer with JSON (Terraform 1.9). */
    boolean initSpeaksJson() {
        return product.equals("Terraform") && version.compareTo(Version.of("1.9")) >= 0;
    }
}
