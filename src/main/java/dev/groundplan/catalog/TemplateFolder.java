package dev.groundplan.catalog;

import dev.groundplan.catalog.manifest.TemplateReader;
import dev.groundplan.catalog.manifest.TemplateReading;
import dev.groundplan.catalog.snapshot.FolderReader;
import dev.groundplan.catalog.snapshot.TemplateFiles;
import dev.groundplan.catalog.snapshot.Unpacker;
import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** One template's folder as it was read: its files, and what was made of them. */
record TemplateFolder(Path folder, TemplateFiles files, TemplateReading reading) {

    static TemplateFolder read(Path folder, TemplateReader reader) throws IOException {
        var found = FolderReader.read(folder);
        if (found.problems().stream().anyMatch(Problem::fatal)) {
            // Judged all the same, for its name: the rest of its problems may come from files that
            // are left out.
            var reading = judged(folder, found.files(), reader);
            return new TemplateFolder(folder, found.files(), broken(reading, found.problems()));
        }
        return new TemplateFolder(folder, found.files(), judged(folder, found.files(), reader));
    }

    boolean empty() {
        return files.files().isEmpty()
                && reading.problems().stream().allMatch(problem -> problem.file() == null);
    }

    List<Problem> problems() {
        return reading.problems();
    }

    private static TemplateReading judged(Path folder, TemplateFiles files, TemplateReader reader)
            throws IOException {
        // Engines read a copy: what they describe is then what is packed, whatever happens to the
        // folder meanwhile.
        var copy = Files.createTempDirectory("groundplan-import");
        try {
            Unpacker.unpack(files, copy);
            return reader.read(files, folder.getFileName().toString(), copy);
        } finally {
            FileSystemUtils.deleteRecursively(copy);
        }
    }

    private static TemplateReading broken(TemplateReading reading, List<Problem> first) {
        var problems = Stream.concat(first.stream(), reading.problems().stream()).toList();
        return new TemplateReading(
                reading.name(), reading.version(), reading.versionLine(), null, problems);
    }
}
