package dev.groundplan.engine.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files as they were written last, and how to write them again. */
final class ByHand {
    private ByHand() {}

    static List<String> commands(FilesState state, Path dir) throws IOException {
        var root = dir.resolve("files").normalize();
        for (var file : state.files().entrySet()) {
            var target = root.resolve(file.getKey()).normalize();
            if (target.startsWith(root)) {
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        }
        return List.of(
                "# files/ is what the portal wrote last. What differs in the folder:",
                "diff -r files \"$ENVIRONMENT\"",
                "# To write it again:",
                "cp -R files/. \"$ENVIRONMENT\"");
    }
}
