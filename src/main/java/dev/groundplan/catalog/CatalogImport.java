package dev.groundplan.catalog;

import dev.groundplan.catalog.ImportReport.Entry;
import dev.groundplan.catalog.ImportReport.Result;
import dev.groundplan.catalog.manifest.TemplateReader;
import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Brings the folders of the catalog into the database: at the start, and whenever an admin asks.
 */
@Service
public class CatalogImport {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogImport.class);

    /** Holds what templates share; see docs/template-reference.md. */
    private static final String SHARED = "modules";

    private final CatalogProperties properties;
    private final TemplateReader reader;
    private final TemplateImport templates;

    CatalogImport(CatalogProperties properties, TemplateReader reader, TemplateImport templates) {
        this.properties = properties;
        this.reader = reader;
        this.templates = templates;
    }

    /**
     * Imports every template of every folder, each in its own transaction. One at a time on this
     * node.
     */
    public synchronized ImportReport run() {
        var entries = new ArrayList<Entry>();
        var seen = new HashMap<String, Path>();
        var listed = new HashSet<Path>();
        for (var root : roots()) {
            try {
                var folders = folders(root);
                listed.add(root);
                folders.forEach(folder -> entries.addAll(one(folder, seen)));
            } catch (IOException e) {
                entries.add(unreadable(root, e));
            }
        }
        if (!properties.folders().isEmpty()) {
            entries.addAll(
                    templates.removeMissing(
                            seen.keySet(), template -> stillThere(template, listed)));
        }
        return new ImportReport(List.copyOf(entries));
    }

    private List<Entry> one(Path folder, Map<String, Path> seen) {
        try {
            var read = TemplateFolder.read(folder, reader);
            if (read.empty()) {
                return List.of();
            }
            var name = templates.nameOf(read);
            var first = seen.putIfAbsent(name, folder);
            return List.of(
                    first == null ? templates.store(name, read) : templates.second(name, read));
        } catch (IOException | RuntimeException e) {
            // One template must not keep the others out of the catalog.
            LOG.error("The template in {} could not be imported; the others go on.", folder, e);
            var problem =
                    Problem.error(
                            null,
                            0,
                            "The folder "
                                    + folder
                                    + " could not be imported: see the portal's log.");
            return List.of(
                    new Entry(
                            folder.getFileName().toString(),
                            null,
                            Result.BROKEN,
                            List.of(problem)));
        }
    }

    private List<Path> roots() {
        return properties.folders().stream()
                .map(root -> root.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    private static List<Path> folders(Path root) throws IOException {
        try (var all = Files.list(root)) {
            return all.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .filter(folder -> !folder.getFileName().toString().equals(SHARED))
                    .sorted()
                    .toList();
        }
    }

    /**
     * A folder that can't be listed now says nothing about its templates: a share may be away for a
     * moment.
     */
    private boolean stillThere(Path folder, Set<Path> listed) {
        var root = folder.getParent();
        return roots().contains(root) && !listed.contains(root);
    }

    private static Entry unreadable(Path root, IOException e) {
        LOG.warn(
                "The catalog folder {} can't be read; its templates stay as they are: {}",
                root,
                e.toString());
        var problem =
                Problem.error(
                        null,
                        0,
                        "The catalog folder "
                                + root
                                + " can't be read. Its templates stay as they are.");
        return new Entry(root.toString(), null, Result.BROKEN, List.of(problem));
    }
}
