package dev.groundplan.upkeep;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people call the thing behind an id: its environment and run instead of a number. */
@Component
class ThingNames {
    private static final List<String> NAMES =
            List.of(
                    """
                    select 'Recorded state ' || s.number || ' of step ' || s.step || ' of ' || t.name || '/' || e.name
                        || coalesce(', from run ' || r.number, '')
                    from state_version s join environment e on e.id = s.environment_id
                        join team t on t.id = e.team_id left join run r on r.id = s.run_id
                    where s.artifact_id = :id
                    """,
                    """
                    select 'The sealed plan of run ' || r.number || ' of ' || t.name || '/' || e.name || ', part ' || p.part
                    from plan p join run r on r.id = p.run_id join environment e on e.id = r.environment_id
                        join team t on t.id = e.team_id
                    where p.bundle_artifact_id = :id
                    """,
                    """
                    select 'Version ' || v.version || ' of template ' || t.name
                    from template_version v join template t on t.id = v.template_id
                    where v.artifact_id = :id
                    """,
                    """
                    select 'The recorded outputs of step ' || x.step || ' of ' || t.name || '/' || e.name
                    from environment_step x join environment e on e.id = x.environment_id
                        join team t on t.id = e.team_id
                    where x.outputs_artifact_id = :id
                    """,
                    """
                    select 'The secret value ' || s.parameter || ' of ' || t.name || '/' || e.name
                    from secret_value s join environment e on e.id = s.environment_id join team t on t.id = e.team_id
                    where s.id = :id
                    """,
                    """
                    select 'An unsent request of ' || p.name
                    from request_draft d join person p on p.id = d.person_id
                    where d.id = :id
                    """);
    private final JdbcClient jdbc;

    ThingNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String of(UUID id) {
        return NAMES.stream()
                .map(sql -> first(sql, id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("Artifact " + id + ", to which nothing refers,");
    }

    /** "run 7 of shop/orders". */
    String ofRun(UUID run) {
        return Objects.requireNonNullElse(
                first(
                        """
                        select 'run ' || r.number || ' of ' || t.name || '/' || e.name
                        from run r join environment e on e.id = r.environment_id join team t on t.id = e.team_id
                        where r.id = :id
                        """,
                        run),
                "run " + run);
    }

    /** "shop/orders". */
    String ofEnvironment(UUID environment) {
        return Objects.requireNonNullElse(
                first(
                        """
                        select t.name || '/' || e.name from environment e join team t on t.id = e.team_id
                        where e.id = :id
                        """,
                        environment),
                "environment " + environment);
    }

    private @Nullable String first(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query(String.class).list().stream()
                .findFirst()
                .orElse(null);
    }
}
