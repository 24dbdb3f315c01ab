package dev.groundplan.worker;

import dev.groundplan.engine.Workdir;
import dev.groundplan.store.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a plan leaves for its apply, beside the template version: the files in {@code sealed}, and
 * those of {@code source} that planning changed. Paths are relative to the run directory. Links are
 * never followed: the tool that ran there may have left one that points out of the sandbox.
 */
record Bundle(Map<String, byte[]> files) {
    private static final long LIMIT = 64L * 1024 * 1024;

    /**
     * @param before digests of the source files as the template version brought them, by path
     */
    static Bundle collect(Workdir dir, Map<String, String> before) throws IOException {
        var sealed = all(dir.sealed());
        refuseTooMuch(sealed);
        var files = new TreeMap<String, byte[]>();
        for (var file : sealed) {
            files.put(path(dir, file), Files.readAllBytes(file));
        }
        var source = all(dir.source());
        refuseTooMuch(source);
        for (var file : source) {
            var content = Files.readAllBytes(file);
            if (!Digests.of(content).equals(before.get(path(dir, file)))) {
                files.put(path(dir, file), content);
            }
        }
        return new Bundle(files);
    }

    /** Judged before anything is read: a file full of nothing can be larger than the memory. */
    private static void refuseTooMuch(List<Path> files) throws IOException {
        long total = 0;
        for (var file : files) {
            total += Files.size(file);
        }
        if (total > LIMIT) {
            throw new IOException(
                    "What the plan leaves is larger than " + LIMIT / 1024 / 1024 + " MB.");
        }
    }

    static Map<String, String> sourceDigests(Workdir dir) throws IOException {
        var digests = new TreeMap<String, String>();
        for (var file : all(dir.source())) {
            digests.put(path(dir, file), Digests.of(Files.readAllBytes(file)));
        }
        return digests;
    }

    /** Digest of each file, by path. */
    Map<String, String> digests() {
        var digests = new TreeMap<String, String>();
        files.forEach((path, content) -> digests.put(path, Digests.of(content)));
        return digests;
    }

    /** Lays the files over the template version, in a directory where no tool has run yet. */
    void lay(Workdir dir) throws IOException {
        for (var file : files.entrySet()) {
            var target = dir.run().resolve(file.getKey()).normalize();
            if (!target.startsWith(dir.run())) {
                throw new IOException("The bundle holds a path outside of the run directory.");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    private static List<Path> all(Path root) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "The tool put something else in the place of " + root.getFileName() + ".");
        }
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static String path(Workdir dir, Path file) {
        return dir.run().relativize(file).toString().replace('\\', '/');
    }
}
