package dev.groundplan.environment;

import dev.groundplan.engine.Output;
import dev.groundplan.engine.Resource;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.UnreadableException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the steps of an environment left: their state, outputs and resources. */
@Service
public class EnvironmentSteps {
    private static final String COLUMNS =
            """
            environment_id, step, position, engine, template_version_id, revision, state_version_id,
            outputs_artifact_id, condition
            """;
    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;
    private final JsonMapper json;

    EnvironmentSteps(JdbcClient jdbc, ArtifactStore artifacts, JsonMapper json) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.json = json;
    }

    /** In the order in which they were applied. */
    public List<EnvironmentStep> of(EnvironmentId environment) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from environment_step where environment_id = :id order by position")
                .param("id", environment.value())
                .query(EnvironmentStep.class)
                .list();
    }

    public Optional<EnvironmentStep> find(EnvironmentId environment, String step) {
        return of(environment).stream().filter(row -> row.step().equals(step)).findFirst();
    }

    /**
     * Sensitive ones are in clear: show them only to who may see them. Of a step that was applied
     * again since its row was read, those that it has now.
     */
    public List<Output> outputs(EnvironmentStep step) {
        var artifact = step.outputsArtifactId();
        try {
            return artifact == null ? List.of() : outputs(artifact);
        } catch (UnreadableException e) {
            var now = find(step.environmentId(), step.step());
            if (now.isPresent() && Objects.equals(now.get().outputsArtifactId(), artifact)) {
                throw e;
            }
            return now.map(this::outputs).orElse(List.of());
        }
    }

    private List<Output> outputs(ArtifactId artifact) {
        return json.readValue(artifacts.read(artifact), new TypeReference<List<Output>>() {});
    }

    /** Records what a step left after an apply; replaces what was recorded before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void applied(
            EnvironmentStep step, List<Output> outputs, List<Resource> resources, UUID run) {
        remove(step.environmentId(), step.step());
        jdbc.sql(
                        """
                        insert into environment_step (environment_id, step, position, engine, template_version_id,
                            revision, state_version_id, outputs_artifact_id, condition)
                        values (:environment, :step, :position, :engine, :template, :revision, :state, :outputs,
                            :condition)
                        """)
                .param("environment", step.environmentId().value())
                .param("step", step.step())
                .param("position", step.position())
                .param("engine", step.engine())
                .param("template", step.templateVersionId().value())
                .param("revision", step.revision())
                .param("state", step.stateVersionId())
                .param(
                        "outputs",
                        artifacts.save("outputs", json.writeValueAsBytes(outputs)).value())
                .param("condition", step.condition())
                .update();
        resources.forEach(resource -> insert(step, resource, run));
    }

    /** Forgets a step that was destroyed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(EnvironmentId environment, String step) {
        var old = find(environment, step);
        jdbc.sql("delete from environment_resource where environment_id = :id and step = :step")
                .param("id", environment.value())
                .param("step", step)
                .update();
        jdbc.sql("delete from environment_step where environment_id = :id and step = :step")
                .param("id", environment.value())
                .param("step", step)
                .update();
        old.map(EnvironmentStep::outputsArtifactId).ifPresent(artifacts::delete);
    }

    private void insert(EnvironmentStep step, Resource resource, UUID run) {
        jdbc.sql(
                        """
                        insert into environment_resource (environment_id, step, address, type, name, detail, run_id)
                        values (:environment, :step, :address, :type, :name, :detail, :run)
                        """)
                .param("environment", step.environmentId().value())
                .param("step", step.step())
                .param("address", resource.address())
                .param("type", resource.type())
                .param("name", resource.name())
                .param("detail", resource.attributes().toString())
                .param("run", run)
                .update();
    }

    /** A page of resources, by step and address. */
    public List<ResourceRow> resources(EnvironmentId environment, int offset, int limit) {
        return jdbc.sql(
                        """
                        select step, address, type, name, detail from environment_resource
                        where environment_id = :id order by step, address offset :offset rows fetch next :limit rows only
                        """)
                .param("id", environment.value())
                .param("offset", offset)
                .param("limit", limit)
                .query(ResourceRow.class)
                .list();
    }

    public int countResources(EnvironmentId environment) {
        return jdbc.sql("select count(*) from environment_resource where environment_id = :id")
                .param("id", environment.value())
                .query(Integer.class)
                .single();
    }

    /** One resource as recorded; {@code detail} is JSON with sensitive leaves masked. */
    public record ResourceRow(
            String step, String address, String type, String name, String detail) {}
}
