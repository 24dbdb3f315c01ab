package dev.groundplan.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What must be installed for some tests. */
final class Tools {
    private Tools() {}

    static Optional<Path> find(String command) {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static void needTerraform() {
        assumeTrue(find("terraform").isPresent(), "terraform is not on the PATH");
    }
}
