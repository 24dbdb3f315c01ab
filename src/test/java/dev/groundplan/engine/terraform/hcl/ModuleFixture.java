package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.SourceDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** A template's folder in the making; its module is in {@code terraform/}. */
final class ModuleFixture {
    private final Path root;

    ModuleFixture(Path root) {
        this.root = root;
    }

    /** The name is relative to the module's folder. */
    ModuleFixture with(String name, String text) throws IOException {
        var file = root.resolve("terraform").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    SourceDescription read() throws EngineException {
        return new ModuleReader().read(root.resolve("terraform"), root);
    }

    /** What becomes of the variable {@code x} in the text. */
    ObjectNode x(String text) throws Exception {
        var parameters = with("main.tf", text).read().parameters();
        return (ObjectNode) parameters.get("properties").get("x");
    }
}
