package dev.groundplan.catalog;

import dev.groundplan.catalog.TemplateRepository.Listed;
import dev.groundplan.catalog.snapshot.DamagedSnapshotException;
import dev.groundplan.catalog.snapshot.Snapshots;
import dev.groundplan.catalog.snapshot.TemplateFiles;
import dev.groundplan.catalog.snapshot.Unpacker;
import dev.groundplan.engine.Problem;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The templates that people can request, and every version that environments were made of. */
@Service
public class Catalog {
    private final TemplateRepository templates;
    private final ArtifactStore artifacts;

    Catalog(TemplateRepository templates, ArtifactStore artifacts) {
        this.templates = templates;
        this.artifacts = artifacts;
    }

    /** Sorted by title; broken templates are among them. */
    public List<TemplateListItem> search(CatalogQuery query) {
        return templates.list().stream()
                .filter(listed -> matches(listed, query))
                .map(Listed::item)
                .sorted(
                        Comparator.comparing(
                                        (TemplateListItem item) ->
                                                item.title().toLowerCase(Locale.ROOT))
                                .thenComparing(TemplateListItem::name))
                .toList();
    }

    /** Everything a template's page shows; also of a template whose folder is gone. */
    public Optional<TemplateDetails> details(String name) {
        return templates.details(name);
    }

    /** A version that something refers to; versions are never deleted, so it exists. */
    public TemplateVersion version(TemplateVersionId id) {
        return templates
                .version(id)
                .orElseThrow(() -> new IllegalStateException("No template version " + id.value()));
    }

    /**
     * The version a new environment gets; empty when there is no such template, no good version, or
     * its folder is gone.
     */
    public Optional<TemplateVersion> current(String name) {
        return templates.current(name);
    }

    public Optional<TemplateVersion> find(String name, String version) {
        return templates.find(name, version);
    }

    /**
     * Lays the version's files below an empty folder, after their digest was compared with the one
     * of the import.
     *
     * @param target is created when missing
     * @throws TemplateDamagedException when the stored files are not what was imported; nothing is
     *     written then
     */
    public void unpack(TemplateVersionId id, Path target) throws IOException {
        Unpacker.unpack(files(version(id)), target);
    }

    /**
     * Compares the stored files of a version with the digest of the import.
     *
     * @throws TemplateDamagedException when they differ or can't be read
     */
    public void verify(TemplateVersionId id) {
        files(version(id));
    }

    /**
     * Keeps what the tools said of a version, for its page; an empty list when they are content.
     */
    @Transactional
    public void judged(TemplateVersionId id, List<Problem> problems) {
        templates.toolProblems(id, problems);
    }

    private TemplateFiles files(TemplateVersion version) {
        try {
            var files = Snapshots.open(artifacts.read(version.snapshot()));
            if (!files.digest().equals(version.digest())) {
                throw new TemplateDamagedException(damaged(version));
            }
            return files;
        } catch (UnreadableException | DamagedSnapshotException e) {
            throw new TemplateDamagedException(damaged(version), e);
        }
    }

    private static String damaged(TemplateVersion version) {
        return "The stored files of template "
                + version.template()
                + " "
                + version.version()
                + " are not what was imported. Nothing of it was run. Restore the database, or import a new version.";
    }

    private static boolean matches(Listed listed, CatalogQuery query) {
        var item = listed.item();
        return (query.engine() == null
                        || item.engines().stream()
                                .anyMatch(kind -> kind.name().equals(query.engine())))
                && (query.tag() == null || item.tags().contains(query.tag()))
                && (query.text() == null || holdsAll(listed.search(), query.text()));
    }

    private static boolean holdsAll(String search, String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(search::contains);
    }
}
