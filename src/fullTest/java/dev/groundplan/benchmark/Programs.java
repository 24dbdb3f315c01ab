package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the benchmark finds on the PATH. */
final class Programs {
    private Programs() {}

    static Path required(String... names) throws IOException {
        for (var name : names) {
            var found = find(name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IOException(
                "The benchmark needs " + String.join(" or ", names) + " on the PATH.");
    }

    private static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
