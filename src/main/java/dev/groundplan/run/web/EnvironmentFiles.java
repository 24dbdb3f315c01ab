package dev.groundplan.run.web;

import dev.groundplan.engine.ToolFolder;
import dev.groundplan.environment.Environment;
import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriUtils;

/** The files in an environment's folder on this host. Links are not followed and not shown. */
@Component
class EnvironmentFiles {
    private static final int LIMIT = 2000;
    private final DataDirectory data;

    EnvironmentFiles(DataDirectory data) {
        this.data = data;
    }

    List<EnvironmentView.File> list(Environment environment) {
        var folder = folder(environment);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var found = new Found(environment, folder);
        try {
            Files.walkFileTree(folder, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.files.stream()
                .sorted(Comparator.comparing(EnvironmentView.File::path))
                .toList();
    }

    /** What a tool made unreadable, or removes at this moment, is left out. */
    private static final class Found extends SimpleFileVisitor<Path> {
        private final Environment environment;
        private final Path folder;
        private final List<EnvironmentView.File> files = new ArrayList<>();

        Found(Environment environment, Path folder) {
            this.environment = environment;
            this.folder = folder;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(file(environment, folder.relativize(file), attributes));
            }
            return files.size() < LIMIT ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /**
     * The file at a path inside of the folder, opened before a tool can put a link in its place;
     * empty when there is none. Close it.
     */
    Optional<SeekableByteChannel> open(Environment environment, String path) throws IOException {
        var folder = folder(environment);
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                ? new ToolFolder(folder).open(path)
                : Optional.empty();
    }

    private Path folder(Environment environment) {
        return data.root().resolve("environments").resolve(environment.id().toString());
    }

    private static EnvironmentView.File file(
            Environment environment, Path file, BasicFileAttributes attributes) {
        var path = file.toString().replace('\\', '/');
        return new EnvironmentView.File(
                path,
                url(environment, path),
                size(attributes.size()),
                attributes.lastModifiedTime().toInstant(),
                path.endsWith(".html"));
    }

    /** Where the browser gets a file of the environment; names may hold anything. */
    static String url(Environment environment, String path) {
        return "/environments/"
                + environment.id()
                + "/files/"
                + UriUtils.encodePath(path, StandardCharsets.UTF_8);
    }

    static String size(long bytes) {
        var size = DataSize.ofBytes(bytes);
        if (size.toMegabytes() > 0) {
            return size.toMegabytes() + " MB";
        }
        return size.toKilobytes() > 0 ? size.toKilobytes() + " kB" : bytes + " bytes";
    }
}
