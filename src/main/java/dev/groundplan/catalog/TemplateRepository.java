package dev.groundplan.catalog;

import dev.groundplan.catalog.TemplateDetails.VersionListItem;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Problem;
import dev.groundplan.store.ArtifactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads templates and their versions. What an import writes: {@link ImportRepository}. */
@Repository
class TemplateRepository {
    private static final String VERSION =
            """
            select v.id, v.template_id, t.name, v.version, v.digest, v.artifact_id, v.descriptor, v.imported_at
            from template_version v join template t on t.id = v.template_id
            """;

    private final JdbcClient jdbc;

    TemplateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A template in the list, beside the lower-case text it is searched by. */
    record Listed(TemplateListItem item, String search) {}

    List<Listed> list() {
        return jdbc.sql(
                        """
                        select t.name, t.problems, v.title, v.description, v.owner, v.version, v.engines, v.tags,
                            v.search, v.imported_at, v.tool_problems
                        from template t left join template_version v on v.id = t.current_version_id
                        where t.removed_at is null
                        """)
                .query((row, number) -> listed(row))
                .list();
    }

    Optional<TemplateVersion> version(TemplateVersionId id) {
        return jdbc.sql(VERSION + "where v.id = :id")
                .param("id", id.value())
                .query((row, number) -> version(row))
                .optional();
    }

    Optional<TemplateVersion> current(String name) {
        return jdbc.sql(
                        VERSION
                                + "where t.name = :name and v.id = t.current_version_id and t.removed_at is null")
                .param("name", name)
                .query((row, number) -> version(row))
                .optional();
    }

    Optional<TemplateVersion> find(String name, String version) {
        return jdbc.sql(VERSION + "where t.name = :name and v.version = :version")
                .param("name", name)
                .param("version", version)
                .query((row, number) -> version(row))
                .optional();
    }

    Optional<TemplateDetails> details(String name) {
        var versions = versions(name);
        return jdbc.sql(
                        """
                        select t.name, t.folder, t.problems, t.checked_at, t.removed_at, t.current_version_id,
                            v.readme, v.changelog, v.tool_problems
                        from template t left join template_version v on v.id = t.current_version_id
                        where t.name = :name
                        """)
                .param("name", name)
                .query((row, number) -> details(row, versions))
                .optional();
    }

    private List<VersionListItem> versions(String name) {
        return jdbc.sql(
                        """
                        select v.version, v.digest, v.imported_at
                        from template_version v join template t on t.id = v.template_id
                        where t.name = :name
                        order by v.imported_at desc, v.id desc
                        """)
                .param("name", name)
                .query(VersionListItem.class)
                .list();
    }

    private TemplateDetails details(ResultSet row, List<VersionListItem> versions)
            throws SQLException {
        var currentId = row.getObject("current_version_id", UUID.class);
        var current =
                currentId == null ? null : version(new TemplateVersionId(currentId)).orElseThrow();
        return new TemplateDetails(
                row.getString("name"),
                row.getString("folder"),
                current,
                row.getString("readme"),
                row.getString("changelog"),
                versions,
                problems(row),
                instant(row, "checked_at"),
                row.getObject("removed_at") != null);
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var name = row.getString("name");
        var problems = problems(row);
        if (row.getString("version") == null) {
            return new Listed(neverImported(name, problems), name);
        }
        var item =
                new TemplateListItem(
                        name,
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("owner"),
                        row.getString("version"),
                        words(row.getString("engines")).stream().map(EngineKind::new).toList(),
                        words(row.getString("tags")),
                        problems,
                        instant(row, "imported_at"));
        return new Listed(item, row.getString("search"));
    }

    /**
     * What the import found in the files as they are, and what the tools said of the version in
     * use.
     */
    private static List<Problem> problems(ResultSet row) throws SQLException {
        var all = new ArrayList<>(JsonCodec.problems(row.getString("problems")));
        all.addAll(JsonCodec.problems(row.getString("tool_problems")));
        return all;
    }

    void toolProblems(TemplateVersionId id, List<Problem> problems) {
        jdbc.sql("update template_version set tool_problems = :problems where id = :id")
                .param("problems", JsonCodec.write(problems))
                .param("id", id.value())
                .update();
    }

    private static TemplateListItem neverImported(String name, List<Problem> problems) {
        return new TemplateListItem(
                name, name, "", null, null, List.of(), List.of(), problems, null);
    }

    private static TemplateVersion version(ResultSet row) throws SQLException {
        return new TemplateVersion(
                new TemplateVersionId(row.getObject("id", UUID.class)),
                new TemplateId(row.getObject("template_id", UUID.class)),
                row.getString("name"),
                row.getString("version"),
                row.getString("digest"),
                new ArtifactId(row.getObject("artifact_id", UUID.class)),
                JsonCodec.descriptor(row.getString("descriptor")),
                instant(row, "imported_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }

    private static List<String> words(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
