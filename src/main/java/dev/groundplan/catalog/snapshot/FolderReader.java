package dev.groundplan.catalog.snapshot;

import dev.groundplan.catalog.snapshot.TemplateFiles.Content;
import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template's folder once, into memory, so that what is checked is what is packed. Plain
 * files only: every link, pipe and device is refused, wherever it points.
 */
public final class FolderReader extends SimpleFileVisitor<Path> {
    /**
     * Left behind by version control, editors and a tool that was run in the folder; never part of
     * a template.
     */
    private static final Set<String> IGNORED =
            Set.of(
                    ".git",
                    ".gitignore",
                    ".DS_Store",
                    ".idea",
                    ".vscode",
                    ".terraform",
                    "terraform.tfstate",
                    "terraform.tfstate.backup");

    private static final int MOST_PROBLEMS = 50;

    private final Path folder;
    private final Path realFolder;
    private final TreeMap<String, Content> files = new TreeMap<>();
    private final TreeMap<String, String> byLowerCase = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long total;

    private FolderReader(Path folder) throws IOException {
        this.folder = folder;
        this.realFolder = folder.toRealPath();
    }

    /** What was read; with problems the files are incomplete. */
    public record Reading(TemplateFiles files, List<Problem> problems) {}

    /**
     * @throws IOException when the folder itself can't be read
     */
    public static Reading read(Path folder) throws IOException {
        var reader = new FolderReader(folder);
        if (Files.isSymbolicLink(folder)) {
            reader.problems.add(
                    Problem.error(
                            null, 0, "The template's folder is a link. Use the folder itself."));
        } else {
            Files.walkFileTree(folder, reader);
        }
        return new Reading(new TemplateFiles(reader.files), List.copyOf(reader.problems));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return ignored(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (ignored(file)) {
            return FileVisitResult.CONTINUE;
        }
        var path = relative(file);
        if (attributes.isSymbolicLink()) {
            refuse(
                    path,
                    "This is a link. A template holds plain files only: copy the file here instead.");
        } else if (!attributes.isRegularFile()) {
            refuse(
                    path,
                    "This is a pipe, socket or device. A template holds plain files only: remove it.");
        } else {
            add(path, file);
        }
        return withinLimits() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
        refuse(relative(file), "The portal can't read this. Check its permissions.");
        return FileVisitResult.CONTINUE;
    }

    private void add(String path, Path file) throws IOException {
        var refusal = PathRule.refusal(path);
        var twin = byLowerCase.put(path.toLowerCase(Locale.ROOT), path);
        if (refusal.isPresent()) {
            refuse(
                    printable(path),
                    "The file's name is refused: it " + refusal.get() + ". Rename it.");
        } else if (twin != null) {
            refuse(
                    path,
                    "Its name differs from '"
                            + twin
                            + "' only in upper and lower case. Rename one of them.");
        } else if (!file.toRealPath().equals(realFolder.resolve(path))) {
            refuse(path, "The file moved out of the folder while it was read. Import again.");
        } else {
            read(path, file);
        }
    }

    private void read(String path, Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(FolderLimits.FILE_BYTES + 1);
            if (bytes.length > FolderLimits.FILE_BYTES) {
                refuse(
                        path,
                        "The file is larger than 1 MB. Make it smaller, or load it from elsewhere.");
                return;
            }
            total += bytes.length;
            files.put(path, new Content(bytes, Files.isExecutable(file)));
        } catch (AccessDeniedException e) {
            refuse(path, "The portal can't read this. Check its permissions.");
        }
    }

    private boolean withinLimits() {
        if (files.size() > FolderLimits.FILES) {
            refuse(null, "The template has more than 2,000 files. Leave out what no step needs.");
        } else if (total > FolderLimits.TOTAL_BYTES) {
            refuse(null, "The template is larger than 20 MB. Leave out what no step needs.");
        } else {
            return problems.size() < MOST_PROBLEMS;
        }
        return false;
    }

    private void refuse(@Nullable String path, String message) {
        problems.add(Problem.error(path, 0, message));
    }

    private boolean ignored(Path path) {
        var name = path.getFileName();
        return !path.equals(folder) && name != null && IGNORED.contains(name.toString());
    }

    private String relative(Path file) {
        var parts = new ArrayList<String>();
        folder.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    private static String printable(String path) {
        var cleaned = path.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "\uFFFD");
        return cleaned.length() > 100 ? cleaned.substring(0, 100) + "…" : cleaned;
    }
}
