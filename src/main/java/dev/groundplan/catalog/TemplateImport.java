package dev.groundplan.catalog;

import com.fasterxml.uuid.Generators;
import dev.groundplan.catalog.ImportReport.Entry;
import dev.groundplan.catalog.ImportReport.Result;
import dev.groundplan.catalog.ImportRepository.KnownVersion;
import dev.groundplan.catalog.manifest.TemplateNames;
import dev.groundplan.catalog.snapshot.Snapshots;
import dev.groundplan.engine.Problem;
import dev.groundplan.store.ArtifactStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores what was read of one template, in one transaction that holds its row: safe on several
 * nodes at once.
 */
@Component
class TemplateImport {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateImport.class);

    private final ImportRepository imports;
    private final ArtifactStore artifacts;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;

    TemplateImport(
            ImportRepository imports,
            ArtifactStore artifacts,
            TransactionOperations transactions,
            ApplicationEventPublisher events) {
        this.imports = imports;
        this.artifacts = artifacts;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * A manifest that can't be read does not say whose it is: then it is the template that was here
     * before.
     */
    String nameOf(TemplateFolder read) {
        var name = read.reading().name();
        return name != null
                ? name
                : imports.nameOf(read.folder())
                        .orElseGet(
                                () ->
                                        TemplateNames.ofFolder(
                                                read.folder().getFileName().toString()));
    }

    Entry store(String name, TemplateFolder read) {
        imports.ensure(name, read.folder());
        return transactions.execute(status -> stored(name, imports.lock(name), read));
    }

    /** Two folders with one name: the first counts, and says so. */
    Entry second(String name, TemplateFolder read) {
        var problem =
                Problem.error(
                        null,
                        0,
                        "The folder "
                                + read.folder()
                                + " is called '"
                                + name
                                + "' too and is left out. Give it another metadata.name.");
        return transactions.execute(
                status -> {
                    imports.warn(
                            imports.lock(name), new Problem(null, 0, problem.message(), false));
                    return new Entry(name, null, Result.BROKEN, List.of(problem));
                });
    }

    List<Entry> removeMissing(Set<String> seen, Predicate<Path> stillThere) {
        var removed = new ArrayList<Entry>();
        for (var template : imports.present()) {
            if (!seen.contains(template.name()) && !stillThere.test(Path.of(template.folder()))) {
                imports.removed(template.id());
                removed.add(new Entry(template.name(), null, Result.REMOVED, List.of()));
                LOG.info(
                        "Template {} left the catalog: its folder {} is gone.",
                        template.name(),
                        template.folder());
            }
        }
        return removed;
    }

    private Entry stored(String name, UUID template, TemplateFolder read) {
        var descriptor = read.reading().descriptor();
        if (descriptor == null) {
            return broken(name, template, read, read.problems());
        }
        var known = imports.versions(template);
        var digest = read.files().digest();
        var same = known.stream().filter(version -> version.digest().equals(digest)).findFirst();
        if (same.isPresent()) {
            imports.good(template, same.get().id(), read.folder(), read.problems());
            return new Entry(name, same.get().version(), Result.UNCHANGED, read.problems());
        }
        var version = Optional.ofNullable(read.reading().version()).orElseGet(() -> next(known));
        if (known.stream().anyMatch(other -> other.version().equals(version))) {
            return broken(
                    name, template, read, List.of(changed(version, read.reading().versionLine())));
        }
        return imported(name, template, version, digest, read, descriptor);
    }

    private Entry imported(
            String name,
            UUID template,
            String version,
            String digest,
            TemplateFolder read,
            Descriptor descriptor) {
        var id = Generators.timeBasedEpochGenerator().generate();
        var files = read.files();
        imports.add(
                new NewVersion(
                        id,
                        template,
                        name,
                        version,
                        digest,
                        artifacts.save("template", Snapshots.pack(files)),
                        descriptor,
                        files.text("README.md").orElse(null),
                        files.text("CHANGELOG.md").orElse(null)));
        imports.good(template, id, read.folder(), read.problems());
        events.publishEvent(new TemplateImported(new TemplateVersionId(id), name, version));
        LOG.info("Template {} {} imported from {}.", name, version, read.folder());
        return new Entry(name, version, Result.IMPORTED, read.problems());
    }

    private Entry broken(String name, UUID template, TemplateFolder read, List<Problem> problems) {
        imports.broken(template, read.folder(), problems);
        LOG.warn("Template {} in {} is broken: {}", name, read.folder(), problems.get(0));
        return new Entry(name, null, Result.BROKEN, problems);
    }

    private static Problem changed(String version, int line) {
        return Problem.error(
                "template.yaml",
                line,
                "The files changed, but version "
                        + version
                        + " is already in the catalog"
                        + " with other content. Raise metadata.version.");
    }

    private static String next(List<KnownVersion> known) {
        var taken = known.stream().map(KnownVersion::version).toList();
        int number = known.size() + 1;
        while (taken.contains("0.0." + number)) {
            number++;
        }
        return "0.0." + number;
    }
}
