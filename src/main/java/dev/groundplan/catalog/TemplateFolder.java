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
record TemplateFolder(Path folder, TemplateFiles files, boolean empty, TemplateReading reading) {

    static TemplateFolder read(Path folder, TemplateReader reader) throws IOException {
        var found = FolderReader.read(folder);
        var judged = judged(folder, found.files(), reader);
        var empty = found.files().files().isEmpty() && found.problems().isEmpty();
        return new TemplateFolder(folder, found.files(), empty, with(found.problems(), judged));
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

    /**
     * Files that were refused come first: what else is wrong may only follow from their absence.
     */
    private static TemplateReading with(List<Problem> refused, TemplateReading reading) {
        if (refused.isEmpty()) {
            return reading;
        }
        var problems = Stream.concat(refused.stream(), reading.problems().stream()).toList();
        return new TemplateReading(
                reading.name(), reading.version(), reading.versionLine(), null, problems);
    }
}
