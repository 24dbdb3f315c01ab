package dev.groundplan.run.web;

import static java.util.Objects.requireNonNull;

import dev.groundplan.environment.Environment;
import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

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
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(LIMIT)
                    .map(path -> file(environment, folder, path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file at a path inside of the folder; empty when there is none. */
    Optional<Path> find(Environment environment, String path) {
        var folder = folder(environment);
        var file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            return Optional.empty();
        }
        for (var parent = file; !parent.equals(folder); parent = requireNonNull(parent.getParent())) {
            if (Files.isSymbolicLink(parent)) {
                return Optional.empty();
            }
        }
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    private Path folder(Environment environment) {
        return data.root().resolve("environments").resolve(environment.id().toString());
    }

    private static EnvironmentView.File file(Environment environment, Path folder, Path file) {
        var path = folder.relativize(file).toString().replace('\\', '/');
        try {
            return new EnvironmentView.File(
                    path,
                    "/environments/" + environment.id() + "/files/" + path,
                    size(Files.size(file)),
                    Files.getLastModifiedTime(file).toInstant(),
                    path.endsWith(".html"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String size(long bytes) {
        var size = DataSize.ofBytes(bytes);
        if (size.toMegabytes() > 0) {
            return size.toMegabytes() + " MB";
        }
        return size.toKilobytes() > 0 ? size.toKilobytes() + " kB" : bytes + " bytes";
    }
}
