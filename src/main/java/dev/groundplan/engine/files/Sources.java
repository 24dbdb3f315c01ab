package dev.groundplan.engine.files;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The folder of files that a step renders. */
final class Sources {
    private final Path root;
    private final Path folder;

    Sources(Path root, String source) {
        this.root = root;
        this.folder = root.resolve(source).normalize();
    }

    /** Rendered contents by path; what is not text is taken as it is. */
    TreeMap<String, byte[]> render(ObjectNode values) throws EngineException {
        var rendered = new TreeMap<String, byte[]>();
        for (var file : files()) {
            rendered.put(path(folder, file), render(file, values));
        }
        return rendered;
    }

    /** Placeholders that can't be read, with file and line. */
    List<Problem> check() throws EngineException {
        var problems = new ArrayList<Problem>();
        for (var file : files()) {
            var text = Folder.text(bytes(file));
            if (text.isPresent()) {
                check(file, text.get(), problems);
            }
        }
        return problems;
    }

    private void check(Path file, String text, List<Problem> problems) {
        try {
            new FileTemplate(path(folder, file), text);
        } catch (FileTemplate.Malformed e) {
            problems.add(Problem.error(path(root, file), e.line(), e.getMessage()));
        }
    }

    private byte[] render(Path file, ObjectNode values) throws EngineException {
        var content = bytes(file);
        var text = Folder.text(content);
        if (text.isEmpty()) {
            return content;
        }
        try {
            return new FileTemplate(path(folder, file), text.get())
                    .render(values)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (FileTemplate.Malformed e) {
            throw new EngineException(path(root, file) + ":" + e.line() + ": " + e.getMessage());
        }
    }

    private List<Path> files() throws EngineException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new EngineException(
                    "There is no folder " + path(root, folder) + " in the template.");
        }
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new EngineException("The template's files can't be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) throws EngineException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EngineException("The file " + file.getFileName() + " can't be read.", e);
        }
    }

    private static String path(Path from, Path file) {
        return from.relativize(file).toString().replace('\\', '/');
    }
}
