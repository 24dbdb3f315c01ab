package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the {@code *.tf} and {@code *.tf.json} files of folders and refuses files that would go
 * past the portal.
 */
final class ModuleFiles {
    private final Path root;
    private final List<Problem> problems;
    private int count;

    /** A file that could be read; {@code path} is relative to the root. */
    record Parsed(String path, Body body) {}

    ModuleFiles(Path root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** In the order of their names, as Terraform reads them. */
    List<Parsed> read(Path folder) throws IOException {
        var parsed = new ArrayList<Parsed>();
        for (var path : list(folder)) {
            var name = path.getFileName().toString();
            var isFolder = Files.isDirectory(path);
            RefusedFiles.why(name, isFolder)
                    .ifPresent(why -> problems.add(Problem.error(relative(path), 0, why)));
            if (!isFolder && isModuleFile(name)) {
                read(path, parsed);
            }
        }
        return parsed;
    }

    String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var found = files.limit(ReadLimits.FILES + 1L).sorted().toList();
            count += found.size();
            if (count <= ReadLimits.FILES) {
                return found;
            }
            var message =
                    "The module holds more than "
                            + ReadLimits.FILES
                            + " files; the portal does not read that many.";
            problems.add(Problem.error(relative(folder), 0, message));
            return List.of();
        }
    }

    /** Terraform overlooks hidden files and what editors leave behind. */
    private static boolean isModuleFile(String name) {
        return (name.endsWith(".tf") || name.endsWith(".tf.json"))
                && !name.startsWith(".")
                && !(name.startsWith("#") && name.endsWith("#"));
    }

    private void read(Path path, List<Parsed> into) throws IOException {
        var file = relative(path);
        try {
            var text = text(path);
            var body = file.endsWith(".json") ? JsonBody.parse(text) : BodyParser.parse(text);
            into.add(new Parsed(file, body));
        } catch (SyntaxException wrong) {
            problems.add(Problem.error(file, wrong.line(), wrong.sentence()));
        }
    }

    private String text(Path path) throws IOException, SyntaxException {
        if (!path.toRealPath().startsWith(root)) {
            throw new SyntaxException(
                    0, "This link leaves the template; put the file itself there.");
        }
        if (Files.size(path) > ReadLimits.FILE_BYTES) {
            throw new SyntaxException(
                    0, "The file is larger than 1 MB; the portal does not read that.");
        }
        var bytes = Files.readAllBytes(path);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException wrong) {
            throw new SyntaxException(0, "The file is not UTF-8 text; save it as UTF-8.");
        }
    }
}
