package dev.groundplan.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes template folders for tests. Defaults are valid; a test states only what it is about. */
public final class TemplateFolders {
    private TemplateFolders() {}

    public static String manifest(String name, String version) {
        return """
                apiVersion: groundplan.dev/v1
                kind: Template
                metadata: {name: %s, title: The %s, version: %s, tags: [demo], description: For tests.}
                spec:
                  parameters:
                    properties:
                      size: {title: Size, minimum: 1, maximum: 6}
                  steps:
                    - {id: main, engine: terraform, source: terraform}
                """
                .formatted(name, name, version);
    }

    public static final String DECLARES =
            """
            {"parameters": {"type": "object", "additionalProperties": false, "required": ["name"],
               "properties": {"name": {"type": "string"}, "size": {"type": "number", "default": 2, "minimum": 1},
                              "password": {"type": "string", "writeOnly": true},
                              "folder": {"type": "string"}}},
             "outputs": {"url": false, "token": true}}
            """;

    /** A folder below the catalog's with a good template. */
    public static Path good(Path catalog, String name, String version) {
        var folder = catalog.resolve(name);
        write(folder.resolve("template.yaml"), manifest(name, version));
        write(folder.resolve("terraform/declares.json"), DECLARES);
        write(folder.resolve("README.md"), "# The " + name + "\n\nIt is *good*.\n");
        return folder;
    }

    public static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
