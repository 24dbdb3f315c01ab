package dev.groundplan.catalog;

import com.fasterxml.uuid.Generators;
import dev.groundplan.engine.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What an import writes. All but {@link #ensure} belongs in a transaction that holds the template's
 * row.
 */
@Repository
class ImportRepository {
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record KnownVersion(UUID id, String version, String digest) {}

    record KnownTemplate(UUID id, String name, String folder) {}

    /**
     * Makes the template's row if it is new. Outside of a transaction: another node may be faster.
     */
    void ensure(String name, Path folder) {
        if (known().stream().anyMatch(template -> template.name().equals(name))) {
            return;
        }
        try {
            jdbc.sql(
                            """
                            insert into template (id, name, folder, checked_at, created_at)
                            values (:id, :name, :folder, :at, :at)
                            """)
                    .param("id", Generators.timeBasedEpochGenerator().generate())
                    .param("name", name)
                    .param("folder", folder.toString())
                    .param("at", now())
                    .update();
        } catch (DuplicateKeyException e) {
            // Another node imports the same folder; the row is there, which is all that matters.
        }
    }

    /** The template's id; its row stays locked to the end of the transaction. */
    UUID lock(String name) {
        return jdbc.sql("select id from template where name = :name for update")
                .param("name", name)
                .query(UUID.class)
                .single();
    }

    /** Templates whose folder was there at the last import. */
    List<KnownTemplate> present() {
        return jdbc.sql(
                        "select id, name, folder from template where removed_at is null order by name")
                .query(KnownTemplate.class)
                .list();
    }

    /** What the folder held when it could last be read. */
    Optional<String> nameOf(Path folder) {
        return known().stream()
                .filter(template -> template.folder().equals(folder.toString()))
                .map(KnownTemplate::name)
                .findFirst();
    }

    List<KnownVersion> versions(UUID template) {
        return jdbc.sql(
                        "select id, version, digest from template_version where template_id = :template")
                .param("template", template)
                .query(KnownVersion.class)
                .list();
    }

    void add(NewVersion version) {
        var descriptor = version.descriptor();
        jdbc.sql(
                        """
                        insert into template_version (id, template_id, version, digest, artifact_id, title, description,
                            owner, tags, descriptor, readme, changelog, search, engines, imported_at)
                        values (:id, :template, :version, :digest, :artifact, :title, :description,
                            :owner, :tags, :descriptor, :readme, :changelog, :search, :engines, :at)
                        """)
                .param("id", version.id())
                .param("template", version.templateId())
                .param("version", version.version())
                .param("digest", version.digest())
                .param("artifact", version.snapshot().value())
                .param("title", descriptor.title())
                .param("description", descriptor.description())
                .param("owner", descriptor.owner())
                .param("tags", String.join(" ", descriptor.tags()))
                .param("descriptor", JsonCodec.write(descriptor))
                .param("readme", version.readme())
                .param("changelog", version.changelog())
                .param("search", version.search())
                .param("engines", engines(descriptor))
                .param("at", now())
                .update();
    }

    void good(UUID template, UUID current, Path folder, List<Problem> warnings) {
        jdbc.sql(
                        """
                        update template set current_version_id = :current, folder = :folder, problems = :problems,
                            checked_at = :at, removed_at = null
                        where id = :id
                        """)
                .param("id", template)
                .param("current", current)
                .param("folder", folder.toString())
                .param("problems", JsonCodec.write(warnings))
                .param("at", now())
                .update();
    }

    /** The last good version stays the current one. */
    void broken(UUID template, Path folder, List<Problem> problems) {
        jdbc.sql(
                        """
                        update template set folder = :folder, problems = :problems, checked_at = :at, removed_at = null
                        where id = :id
                        """)
                .param("id", template)
                .param("folder", folder.toString())
                .param("problems", JsonCodec.write(problems))
                .param("at", now())
                .update();
    }

    void warn(UUID template, Problem warning) {
        var before =
                jdbc.sql("select coalesce(problems, '[]') from template where id = :id")
                        .param("id", template)
                        .query(String.class)
                        .single();
        var problems = new ArrayList<>(JsonCodec.problems(before));
        problems.add(warning);
        jdbc.sql("update template set problems = :problems where id = :id")
                .param("id", template)
                .param("problems", JsonCodec.write(problems))
                .update();
    }

    void removed(UUID template) {
        jdbc.sql(
                        "update template set removed_at = :at, checked_at = :at where id = :id and removed_at is null")
                .param("id", template)
                .param("at", now())
                .update();
    }

    private List<KnownTemplate> known() {
        return jdbc.sql(
                        "select id, name, folder from template order by removed_at nulls first, name")
                .query(KnownTemplate.class)
                .list();
    }

    private static String engines(Descriptor descriptor) {
        return descriptor.steps().stream()
                .map(step -> step.engine().name())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
