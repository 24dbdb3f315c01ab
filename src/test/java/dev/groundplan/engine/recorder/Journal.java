package dev.groundplan.engine.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The append-only list of what recorder children did, one file per environment folder. */
public final class Journal {
    public static final String FILE = "journal";
    private final Path file;

    public Journal(Path environment) {
        this.file = environment.resolve(FILE);
    }

    /**
     * One line.
     *
     * @param kind {@code start, argv, env, file, effect, state, signal, said} or {@code end}
     */
    public record Entry(String kind, String execution, String text) {
        static Entry parse(String line) {
            var parts = line.split("\t", 3);
            return new Entry(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        }
    }

    /** On the disk when it returns. */
    void append(String kind, String execution, String text) throws IOException {
        var line = kind + "\t" + execution + "\t" + text + "\n";
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /** What a child recorded elsewhere, because it may not write here. */
    void adopt(Path recorded) throws IOException {
        if (Files.exists(recorded)) {
            Files.write(
                    file,
                    Files.readAllBytes(recorded),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    public List<Entry> entries() {
        return Files.exists(file) ? read(file).toList() : List.of();
    }

    /** The entries of all environments below these data directories. */
    public static List<Entry> all(List<Path> dataDirectories) {
        return dataDirectories.stream()
                .map(data -> data.resolve("environments"))
                .filter(Files::isDirectory)
                .map(Journal::real)
                .distinct()
                .flatMap(Journal::journals)
                .flatMap(Journal::read)
                .toList();
    }

    /** Nodes may share their environments' folders. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> journals(Path environments) {
        try (var folders = Files.list(environments)) {
            return folders
                    .map(folder -> folder.resolve(FILE))
                    .filter(Files::exists)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Entry> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(Entry::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
