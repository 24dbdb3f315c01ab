package dev.groundplan.engine.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The launcher's files: what the child printed, and its exit code once it has ended. Only for the
 * worker's eyes.
 */
record Control(Path directory) {
    Path out() {
        return directory.resolve("out");
    }

    Path err() {
        return directory.resolve("err");
    }

    Path exitCode() {
        return directory.resolve("rc");
    }

    /** Which child these files are of. */
    Path child() {
        return directory.resolve("child");
    }

    /** What is about to be started: there before the child is. */
    Path command() {
        return directory.resolve("command");
    }

    /** The launcher's own number, by its own hand: there before the tool is. */
    Path pid() {
        return directory.resolve("pid");
    }

    /** There once the child was asked to stop: an engine may take a second signal amiss. */
    Path asked() {
        return directory.resolve("asked");
    }

    /** In which run of the machine this directory was laid out. */
    Path boot() {
        return directory.resolve("boot");
    }

    /**
     * Makes room for the next child; the output of an earlier one of the same execution stays
     * before its own.
     */
    Control prepare() throws IOException {
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.deleteIfExists(child());
        Files.deleteIfExists(exitCode());
        Files.deleteIfExists(asked());
        Files.deleteIfExists(command());
        Files.deleteIfExists(pid());
        create(out());
        create(err());
        return this;
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException earlier) {
            // an earlier child's: the next one appends
        }
    }
}
